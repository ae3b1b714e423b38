<?php
/**
 * What the site has chosen once for all its pages.
 *
 * @package SimulateurCpts
 */

namespace SimulateurCpts\Options;

use SimulateurCpts\Attributs;

defined( 'ABSPATH' ) || exit;

/** Name of the only option; uninstall.php names it too. */
const OPTION = 'simulateur_cpts';

/** Most sites are light, whatever the device of the visitor prefers. */
const DEFAULTS = array( 'theme' => 'clair' );

/**
 * The attributes of the site, checked.
 *
 * @return array<string, string>
 */
function all(): array {
	$saved = get_option( OPTION );
	if ( ! is_array( $saved ) ) {
		return DEFAULTS;
	}
	$options = array();
	foreach ( Attributs\all() as $nom => $attribut ) {
		$valeur = isset( $saved[ $nom ] ) && $attribut['site'] ? Attributs\sanitize( $nom, $saved[ $nom ] ) : null;
		if ( null !== $valeur && '' !== $valeur ) {
			$options[ $nom ] = $valeur;
		}
	}
	return $options;
}
