<?php
/**
 * [cpts_simulateur region="Bretagne" couleur="#0b5c63"]
 *
 * @package SimulateurCpts
 */

namespace SimulateurCpts\Shortcode;

use SimulateurCpts\Application;
use SimulateurCpts\Attributs;
use SimulateurCpts\Element;

defined( 'ABSPATH' ) || exit;

const NAME = 'cpts_simulateur';

/** How wide the simulator is in the page: words of the shortcode, classes of themes. */
const LARGEURS = array(
	'normale' => '',
	'large'   => 'alignwide',
	'pleine'  => 'alignfull',
);

/** Hooks. */
function register(): void {
	add_shortcode( NAME, __NAMESPACE__ . '\\render' );
	add_filter( 'the_content', __NAMESPACE__ . '\\see_pasted_forms', 20 );
}

/**
 * Sends a script where somebody has pasted another form of the simulator: the
 * element itself, which takes the right to write free HTML, or the link that
 * upgrades itself, which anybody may write.
 *
 * @param string $html Content of a page.
 */
function see_pasted_forms( $html ) {
	if ( null === Application\manifest() || is_feed() ) {
		return $html;
	}
	if ( false !== strpos( $html, '<cpts-simulateur' ) ) {
		Application\enqueue();
	}
	if ( preg_match( '/<a\s[^>]*\bclass=["\'][^"\'>]*(?<![\w-])cpts-simulateur(?![\w-])/i', $html ) ) {
		Application\enqueue_loader();
	}
	return $html;
}

/**
 * The HTML of one shortcode.
 *
 * @param array<int|string, string>|string $ecrits What WordPress read between the brackets.
 */
function render( $ecrits ): string {
	$donnes   = array();
	$inconnus = array();
	$largeur  = 'normale';
	foreach ( is_array( $ecrits ) ? $ecrits : array() as $nom => $valeur ) {
		// [cpts_simulateur masquer-montants]: a name alone has a number for name.
		if ( is_int( $nom ) ) {
			list( $nom, $valeur ) = array( $valeur, 'oui' );
		}
		$nom = strtolower( str_replace( '_', '-', (string) $nom ) );
		if ( 'largeur' === $nom && isset( LARGEURS[ $valeur ] ) ) {
			$largeur = $valeur;
		} elseif ( isset( Attributs\all()[ $nom ] ) ) {
			$donnes[ $nom ] = html_entity_decode( (string) $valeur, ENT_QUOTES, 'UTF-8' );
		} else {
			$inconnus[] = $nom;
		}
	}
	$classes = trim( 'simulateur-cpts ' . LARGEURS[ $largeur ] );
	return Element\render( $donnes, 'class="' . esc_attr( $classes ) . '"', $inconnus );
}
