<?php
/**
 * The element <cpts-simulateur>, as HTML.
 *
 * @package SimulateurCpts
 */

namespace SimulateurCpts\Element;

use SimulateurCpts\Application;
use SimulateurCpts\Attributs;
use SimulateurCpts\Options;

defined( 'ABSPATH' ) || exit;

/**
 * The attributes to print: those given here, else those of the site.
 *
 * @param array<string, mixed> $donnes Attributes by name; an empty one undoes that of the site.
 * @return array{0: array<string, string>, 1: string[]} The attributes, and the names of those refused.
 */
function resolve( array $donnes ): array {
	$attributs = Options\all();
	$refuses   = array();
	foreach ( $donnes as $nom => $valeur ) {
		$propre = Attributs\sanitize( $nom, $valeur );
		if ( null === $propre ) {
			$refuses[] = $nom;
		} else {
			$attributs[ $nom ] = $propre;
		}
	}
	return array( $attributs, $refuses );
}

/**
 * The HTML of the element, and its script with the page.
 *
 * @param array<string, mixed> $donnes    Attributes by name.
 * @param string               $enveloppe Attributes of the box around it, escaped.
 * @param string[]             $inconnus  Names that were written and that nobody knows.
 */
function render( array $donnes, string $enveloppe, array $inconnus = array() ): string {
	if ( null === Application\manifest() ) {
		return editor_notice( array( 'les fichiers du simulateur manquent. Installez l’extension depuis son fichier ZIP.' ) );
	}
	list( $attributs, $refuses ) = resolve( $donnes );

	$reproches = array();
	foreach ( $refuses as $nom ) {
		$valeur      = is_scalar( $donnes[ $nom ] ) ? (string) $donnes[ $nom ] : '';
		$reproches[] = "la valeur «\u{a0}{$valeur}\u{a0}» ne convient pas à «\u{a0}{$nom}\u{a0}». " . Attributs\expectation( $nom );
	}
	foreach ( $inconnus as $nom ) {
		$reproches[] = "l’attribut «\u{a0}{$nom}\u{a0}» n’existe pas.";
	}

	// A feed and AMP carry no script.
	if ( is_feed() || ( function_exists( 'amp_is_request' ) && amp_is_request() ) ) {
		return '<p><a href="' . esc_url( get_permalink() ) . '">' . esc_html( LINK ) . '</a></p>';
	}
	Application\enqueue();
	// The page may be in another language.
	return '<div lang="fr" ' . $enveloppe . '>' . editor_notice( $reproches ) . tag( $attributs ) . '</div>';
}

/** What the link says. */
const LINK = 'Ouvrir le simulateur CPTS';

/**
 * The tag alone. Its content shows until the simulator is there, and remains
 * where it cannot be.
 *
 * @param array<string, string> $attributs Checked attributes.
 */
function tag( array $attributs ): string {
	$html = '';
	foreach ( $attributs as $nom => $valeur ) {
		$type = Attributs\all()[ $nom ]['type'];
		if ( '' === $valeur || ( 'drapeau' === $type && 'non' === $valeur ) ) {
			continue;
		}
		$html .= ' ' . $nom;
		if ( 'drapeau' !== $type ) {
			$html .= '="' . esc_attr( $valeur ) . '"';
		}
	}
	return '<cpts-simulateur' . $html . '>'
		. '<p class="simulateur-cpts-lien">Taille, financement et étapes de votre projet de CPTS. '
		. '<a href="' . esc_url( Application\url( 'index.html' ) ) . '">' . esc_html( LINK ) . '</a></p>'
		. '<noscript><p>' . esc_html( 'Le simulateur a besoin de JavaScript, qui est désactivé dans ce navigateur.' ) . '</p></noscript>'
		. '</cpts-simulateur>';
}

/**
 * What is wrong, told to those who can put it right and to nobody else.
 *
 * @param string[] $reproches Sentences.
 */
function editor_notice( array $reproches ): string {
	$post = get_post();
	if ( ! $reproches || ! current_user_can( $post ? 'edit_post' : 'edit_posts', $post ? $post->ID : null ) ) {
		return '';
	}
	$html = '';
	foreach ( $reproches as $reproche ) {
		$html .= '<li>' . esc_html( "Simulateur CPTS\u{a0}: " . $reproche ) . '</li>';
	}
	return '<div class="simulateur-cpts-avis" role="note"><p>Vous seul voyez ce message, car vous pouvez modifier cette page.</p><ul>' . $html . '</ul></div>';
}
