<?php
/**
 * What remains of the plugin when it is deleted: nothing.
 *
 * @package SimulateurCpts
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

// The plugin is not loaded here: the name is that of includes/options.php.
if ( is_multisite() ) {
	foreach ( get_sites( array( 'fields' => 'ids', 'number' => 0 ) ) as $simulateur_cpts_site ) {
		delete_blog_option( $simulateur_cpts_site, 'simulateur_cpts' );
	}
} else {
	delete_option( 'simulateur_cpts' );
}
