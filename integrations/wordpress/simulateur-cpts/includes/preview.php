<?php
/**
 * The simulator alone in a page, for the preview of the editor and of the settings.
 *
 * A frame keeps it apart: neither the editor's styles nor its keyboard shortcuts
 * reach it, and it is the same in every version of WordPress.
 *
 * @package SimulateurCpts
 */

namespace SimulateurCpts\Preview;

use SimulateurCpts\Application;
use SimulateurCpts\Attributs;
use SimulateurCpts\Element;
use const SimulateurCpts\FILE;

defined( 'ABSPATH' ) || exit;

const ACTION = 'simulateur_cpts_apercu';

/** Hooks. */
function register(): void {
	add_action( 'admin_post_' . ACTION, __NAMESPACE__ . '\\send' );
}

/** Address of the preview; attributes of the element may be added to it. */
function url(): string {
	return add_query_arg(
		array(
			'action'   => ACTION,
			'_wpnonce' => wp_create_nonce( ACTION ),
		),
		admin_url( 'admin-post.php' )
	);
}

/** Sends the page. */
function send(): void {
	if ( ! current_user_can( 'edit_posts' ) || ! check_admin_referer( ACTION ) || null === Application\manifest() ) {
		wp_die( 'Cet aperçu n’est pas disponible.', '', array( 'response' => 403 ) );
	}
	$donnes = array();
	foreach ( array_keys( Attributs\all() ) as $nom ) {
		if ( isset( $_GET[ $nom ] ) && is_string( $_GET[ $nom ] ) ) {
			$donnes[ $nom ] = wp_unslash( $_GET[ $nom ] ); // phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- Element\resolve checks it.
		}
	}
	list( $attributs ) = Element\resolve( $donnes );
	nocache_headers();
	header( 'Content-Type: text/html; charset=utf-8' );
	echo '<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8">'
		. '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
		. '<title>' . esc_html( 'Aperçu du simulateur CPTS' ) . '</title>'
		. '<link rel="stylesheet" href="' . esc_url( Application\url( 'police.css' ) ) . '">' // phpcs:ignore WordPress.WP.EnqueuedResources -- a page of its own.
		. '<link rel="stylesheet" href="' . esc_url( plugins_url( 'block/apercu.css', FILE ) ) . '">' // phpcs:ignore WordPress.WP.EnqueuedResources -- a page of its own.
		. '</head><body data-theme="' . esc_attr( $attributs['theme'] ?? 'auto' ) . '">' . Element\tag( $attributs ) // phpcs:ignore WordPress.Security.EscapeOutput -- escaped there.
		. Application\script_tag() . '</body></html>'; // phpcs:ignore WordPress.Security.EscapeOutput -- escaped there.
	exit;
}
