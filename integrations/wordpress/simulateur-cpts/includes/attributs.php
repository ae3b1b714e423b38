<?php
/**
 * The attributes of <cpts-simulateur> that a site may give, and how each is checked.
 *
 * The shortcode, the block, the settings page and the preview all read this one
 * list: an attribute added here is in the four of them.
 *
 * @package SimulateurCpts
 */

namespace SimulateurCpts\Attributs;

use SimulateurCpts\Application;

defined( 'ABSPATH' ) || exit;

/**
 * The attributes, by name.
 *
 * Each has a `type` (region, couleur, adresse, contact, choix, drapeau, texte), a
 * `libelle`, an `aide`, and `site`: whether it makes sense for a whole site.
 *
 * @return array<string, array<string, mixed>>
 */
function all(): array {
	static $all = null;
	if ( null === $all ) {
		$all = array(
			'region'           => array(
				'type'    => 'region',
				'libelle' => 'Région',
				'aide'    => 'Ses communes viennent en premier dans la recherche.',
				'site'    => true,
			),
			'departement'      => array(
				'type'    => 'texte',
				'motif'   => '/^(?:\d{2,3}|2[ABab])$/D',
				'libelle' => 'Département',
				'aide'    => "Son numéro\u{a0}: 35, 2A, 974.",
				'exemple' => '35',
				'site'    => true,
			),
			'couleur'          => array(
				'type'    => 'couleur',
				'libelle' => 'Couleur',
				'aide'    => 'Celle de vos boutons et de vos liens. Le simulateur la corrige si le contraste ne suffit pas.',
				'site'    => true,
			),
			'theme'            => array(
				'type'    => 'choix',
				'valeurs' => array(
					'clair'  => 'Clair',
					'sombre' => 'Sombre',
					'auto'   => 'Comme l’appareil du visiteur',
				),
				'libelle' => 'Fond',
				'aide'    => 'Choisissez celui de vos pages.',
				'site'    => true,
			),
			'densite'          => array(
				'type'    => 'texte',
				'motif'   => '/^[a-z]{1,20}$/D',
				'libelle' => 'Densité',
				'aide'    => '',
				'site'    => true,
			),
			'contact-url'      => array(
				'type'    => 'contact',
				'libelle' => 'Page de contact',
				'aide'    => 'L’adresse de la page où l’on vous demande conseil.',
				'exemple' => '/contact/',
				'site'    => true,
			),
			'couverture'       => array(
				'type'    => 'adresse',
				'libelle' => 'Fichier des CPTS existantes',
				'aide'    => 'L’adresse d’un fichier CSV ou GeoJSON qui dit quelles communes ont déjà une CPTS.',
				'exemple' => '/wp-content/uploads/cpts.csv',
				'site'    => true,
			),
			'configuration'    => array(
				'type'    => 'adresse',
				'libelle' => 'Fichier de configuration',
				'aide'    => 'L’adresse d’un fichier configuration.json : contacts, montants d’amorçage, logo et textes de votre région.',
				'exemple' => '/wp-content/uploads/configuration.json',
				'site'    => true,
			),
			'regles'           => array(
				'type'    => 'adresse',
				'libelle' => 'Barème fourni par le site',
				'aide'    => 'L’adresse d’un barème qui remplace celui du simulateur. À laisser vide dans presque tous les cas.',
				'site'    => false,
			),
			'projet'           => array(
				'type'    => 'texte',
				'motif'   => '/^[\w.~%:\/?#=&+,;@!()*-]{1,4000}$/D',
				'libelle' => 'Projet de départ',
				'aide'    => 'Ce qui suit le signe # dans un lien de partage.',
				'site'    => false,
			),
			'masquer-montants' => array(
				'type'    => 'drapeau',
				'libelle' => 'Montants',
				'aide'    => 'Sans les montants, on parle d’abord du projet.',
				'site'    => true,
			),
		);
	}
	return $all;
}

/**
 * A value in the form that the element takes, or null where it cannot be taken.
 *
 * The empty string is a value: it says that the element has no such attribute.
 * For a flag the element only looks whether the attribute is there; "non" is its absence.
 *
 * @param string $nom    Name of the attribute.
 * @param mixed  $valeur What somebody wrote.
 */
function sanitize( string $nom, $valeur ): ?string {
	$attribut = all()[ $nom ] ?? null;
	if ( null === $attribut || ! is_scalar( $valeur ) ) {
		return null;
	}
	$type = $attribut['type'];
	if ( is_bool( $valeur ) ) {
		$valeur = $valeur ? 'oui' : 'non';
	}
	$valeur = trim( wp_check_invalid_utf8( (string) $valeur ) );
	if ( '' === $valeur ) {
		return '';
	}
	switch ( $type ) {
		case 'region':
			return sanitize_region( $valeur );
		case 'couleur':
			// Without its # a colour is still a colour.
			return sanitize_hex_color( '#' . ltrim( $valeur, '#' ) );
		case 'adresse':
			return sanitize_address( $valeur, array( 'http', 'https' ) );
		case 'contact':
			return sanitize_address( $valeur, array( 'http', 'https', 'mailto', 'tel' ) );
		case 'choix':
			$valeur = strtolower( $valeur );
			return isset( $attribut['valeurs'][ $valeur ] ) ? $valeur : null;
		case 'drapeau':
			$valeur = strtolower( $valeur );
			if ( in_array( $valeur, array( 'oui', '1', 'true', 'vrai', $nom ), true ) ) {
				return 'oui';
			}
			return in_array( $valeur, array( 'non', '0', 'false', 'faux' ), true ) ? 'non' : null;
		default:
			return 1 === preg_match( $attribut['motif'], $valeur ) ? $valeur : null;
	}
}

/**
 * What to write instead of a value that was refused.
 *
 * @param string $nom Name of the attribute.
 */
function expectation( string $nom ): string {
	$attribut = all()[ $nom ];
	switch ( $attribut['type'] ) {
		case 'region':
			return 'Donnez le nom de la région ou son code INSEE.';
		case 'couleur':
			return "Donnez un code comme #0b5c63.";
		case 'adresse':
			return 'Donnez une adresse qui commence par https:// ou par une barre oblique.';
		case 'contact':
			return 'Donnez une adresse qui commence par https://, mailto: ou une barre oblique.';
		case 'choix':
			return "Choisissez entre\u{a0}: " . implode( ', ', array_keys( $attribut['valeurs'] ) ) . '.';
		case 'drapeau':
			return 'Écrivez oui ou non.';
		default:
			return $attribut['aide'];
	}
}

/**
 * The INSEE code of a région, given by its code or its name.
 *
 * @param string $valeur Code or name.
 */
function sanitize_region( string $valeur ): ?string {
	$regions = Application\regions();
	if ( isset( $regions[ $valeur ] ) ) {
		return $valeur;
	}
	foreach ( $regions as $code => $nom ) {
		if ( sanitize_title( $nom ) === sanitize_title( $valeur ) ) {
			return (string) $code;
		}
	}
	return null;
}

/**
 * An address of this site or of another one.
 *
 * @param string   $valeur     Address.
 * @param string[] $protocoles Allowed protocols.
 */
function sanitize_address( string $valeur, array $protocoles ): ?string {
	// "exemple.fr/contact" would be a file of the present folder.
	if ( ! preg_match( '~^(?:[a-z][a-z+.-]*:|/|\./|\.\./)~i', $valeur ) ) {
		return null;
	}
	$adresse = sanitize_url( $valeur, $protocoles );
	return '' === $adresse ? null : $adresse;
}
