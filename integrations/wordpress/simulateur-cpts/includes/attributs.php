<?php
/**
 * The attributes of <cpts-simulateur> that a site may give, and how each is checked.
 *
 * The element declares them once, for all its users; the build brings that
 * declaration in app/manifest.php. The shortcode, the block, the settings page and
 * the preview all read it here: an attribute declared there is in the four of them.
 *
 * @package SimulateurCpts
 */

namespace SimulateurCpts\Attributs;

use SimulateurCpts\Application;

defined( 'ABSPATH' ) || exit;

/**
 * What the fields of a person say: the element's own declaration is for webmasters.
 *
 * `type` narrows the declared one, `valeurs` gives words to its values, and
 * `site` tells an attribute that makes no sense for a whole site.
 */
const MOTS = array(
	'region'           => array(
		'type'    => 'region',
		'libelle' => 'Région',
		'aide'    => 'Ses communes viennent en premier dans la recherche.',
	),
	'departement'      => array(
		'motif'   => '/^(?:\d{2,3}|2[ABab])$/D',
		'libelle' => 'Département',
		'aide'    => "Son numéro\u{a0}: 35, 2A, 974.",
	),
	'couleur'          => array(
		'libelle' => 'Couleur',
		'aide'    => 'Celle de vos boutons et de vos liens. Le simulateur la corrige si elle ne se lit pas assez.',
	),
	'theme'            => array(
		'libelle' => 'Fond',
		'aide'    => 'Choisissez celui de vos pages.',
		'valeurs' => array(
			'clair'  => 'Clair',
			'sombre' => 'Sombre',
			'auto'   => 'Comme l’appareil du visiteur',
		),
	),
	'densite'          => array(
		'libelle' => 'Espaces entre les lignes',
		'aide'    => '',
		'valeurs' => array(
			'confortable' => 'Confortables',
			'compacte'    => 'Resserrés',
		),
	),
	'contact-url'      => array(
		'type'    => 'contact',
		'libelle' => 'Page de contact',
		'aide'    => "Où mène le bouton «\u{a0}Parler de ce projet\u{a0}»\u{a0}: une page, ou une adresse mailto:.",
		'exemple' => '/contact/',
	),
	'couverture'       => array(
		'libelle' => 'Fichier des CPTS existantes',
		'aide'    => 'L’adresse d’un fichier CSV ou GeoJSON qui dit quelles communes ont déjà une CPTS.',
		'exemple' => '/wp-content/uploads/cpts.csv',
	),
	'configuration'    => array(
		'libelle' => 'Fichier de configuration',
		'aide'    => "L’adresse d’un fichier configuration.json\u{a0}: contacts, aides locales, logo et introduction.",
		'exemple' => '/wp-content/uploads/configuration.json',
	),
	'regles'           => array(
		'libelle' => 'Barème fourni par le site',
		'aide'    => 'L’adresse d’un barème qui remplace celui du simulateur. À laisser vide dans presque tous les cas.',
		'exemple' => '/wp-content/uploads/bareme.json',
		'site'    => false,
	),
	'projet'           => array(
		'libelle' => 'Projet de départ',
		'aide'    => 'L’adresse d’un fichier de projet, ouvert dès l’arrivée.',
		'exemple' => '/wp-content/uploads/projet.json',
		'site'    => false,
	),
	'masquer-montants' => array(
		'libelle' => 'Montants',
		'aide'    => 'Sans les montants, on parle d’abord du territoire et des missions.',
	),
);

/** A text of an attribute about which nothing more is known. */
const MOTIF = '/^[^\x00-\x1f<>]{1,2000}$/Du';

/**
 * The attributes, by name, in the order of the declaration.
 *
 * @return array<string, array{type: string, valeurs: array<string, string>, libelle: string, aide: string, exemple: string, motif: string, site: bool}>
 */
function all(): array {
	static $all = null;
	if ( null === $all ) {
		$all = array();
		foreach ( Application\manifest()['attributs'] ?? array() as $nom => $declare ) {
			$mots        = MOTS[ $nom ] ?? array();
			$all[ $nom ] = array(
				'type'    => $mots['type'] ?? $declare['type'],
				'valeurs' => words_of( $declare['valeurs'], $mots['valeurs'] ?? array() ),
				'libelle' => $mots['libelle'] ?? $nom,
				'aide'    => $mots['aide'] ?? $declare['resume'],
				'exemple' => $mots['exemple'] ?? $declare['exemple'],
				'motif'   => $mots['motif'] ?? MOTIF,
				'site'    => $mots['site'] ?? true,
			);
		}
	}
	return $all;
}

/**
 * The declared values, each with its words, in the order of the words.
 *
 * @param string[]              $valeurs Declared values.
 * @param array<string, string> $mots    Words of some of them.
 * @return array<string, string>
 */
function words_of( array $valeurs, array $mots ): array {
	return array_intersect_key( $mots, array_flip( $valeurs ) ) + array_combine( $valeurs, $valeurs );
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
			return 'Donnez un code comme #0b5c63.';
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
