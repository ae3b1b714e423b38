<?php
/**
 * The block: written by the server each time, so that an update of the plugin
 * or of the settings shows on every page without saving it again.
 *
 * @package SimulateurCpts
 */

namespace SimulateurCpts\Block;

use SimulateurCpts\Application;
use SimulateurCpts\Attributs;
use SimulateurCpts\Element;
use SimulateurCpts\Options;
use SimulateurCpts\Preview;
use const SimulateurCpts\FILE;

defined( 'ABSPATH' ) || exit;

const EDITOR = 'simulateur-cpts-editeur';

/** Hooks. */
function register(): void {
	add_action( 'init', __NAMESPACE__ . '\\declare_block' );
	add_action( 'enqueue_block_editor_assets', __NAMESPACE__ . '\\give_settings' );
}

/** Makes the block known; its attributes are those of the element. */
function declare_block(): void {
	$version = get_file_data( FILE, array( 'version' => 'Version' ) )['version'];
	wp_register_script(
		EDITOR,
		plugins_url( 'block/editeur.js', FILE ),
		array( 'wp-block-editor', 'wp-blocks', 'wp-components', 'wp-element' ),
		$version,
		true
	);
	wp_register_style( EDITOR, plugins_url( 'block/editeur.css', FILE ), array(), $version );
	// Two columns need the room that most themes keep for what is wide.
	$attributs = array(
		'align' => array(
			'type'    => 'string',
			'default' => 'wide',
		),
	);
	foreach ( array_keys( Attributs\all() ) as $nom ) {
		$attributs[ camel_case( $nom ) ] = array( 'type' => 'string' );
	}
	register_block_type(
		plugin_dir_path( FILE ) . 'block',
		array(
			'attributes'      => $attributs,
			'render_callback' => __NAMESPACE__ . '\\render',
		)
	);
}

/**
 * The HTML of one block.
 *
 * @param array<string, mixed> $attributs Attributes of the block.
 */
function render( array $attributs ): string {
	$donnes = array();
	foreach ( array_keys( Attributs\all() ) as $nom ) {
		$valeur = $attributs[ camel_case( $nom ) ] ?? null;
		if ( null !== $valeur ) {
			$donnes[ $nom ] = $valeur;
		}
	}
	// WordPress gives no class to a default alignment.
	$classes = array( 'simulateur-cpts' );
	if ( ! empty( $attributs['align'] ) ) {
		$classes[] = 'align' . sanitize_html_class( $attributs['align'] );
	}
	return Element\render( $donnes, get_block_wrapper_attributes( array( 'class' => implode( ' ', $classes ) ) ) );
}

/** What the script of the editor draws its fields from. */
function give_settings(): void {
	$champs = array();
	foreach ( Attributs\all() as $nom => $attribut ) {
		$champ = array(
			'nom'     => camel_case( $nom ),
			'type'    => $attribut['type'],
			'libelle' => $attribut['libelle'],
			'aide'    => $attribut['aide'],
			'exemple' => $attribut['exemple'],
			'avance'  => ! in_array( $attribut['type'], array( 'region', 'couleur', 'choix', 'drapeau' ), true ),
			'valeurs' => pairs( 'region' === $attribut['type'] ? Application\regions() : $attribut['valeurs'] ),
			'site'    => Options\all()[ $nom ] ?? '',
		);
		$champs[] = $champ;
	}
	$reglages = array(
		'champs' => $champs,
		'apercu' => Preview\url(),
		'pret'   => null !== Application\manifest(),
	);
	wp_add_inline_script( EDITOR, 'window.simulateurCpts = ' . wp_json_encode( $reglages, JSON_HEX_TAG | JSON_HEX_AMP ) . ';', 'before' );
}

/**
 * A list whose order survives JSON: numeric keys of an object would be sorted.
 *
 * @param array<int|string, string> $valeurs Label by value.
 * @return array<int, array{value: string, label: string}>
 */
function pairs( array $valeurs ): array {
	$pairs = array();
	foreach ( $valeurs as $valeur => $libelle ) {
		$pairs[] = array(
			'value' => (string) $valeur,
			'label' => $libelle,
		);
	}
	return $pairs;
}

/**
 * "contact-url" as JavaScript would write it.
 *
 * @param string $nom Name of an attribute.
 */
function camel_case( string $nom ): string {
	return lcfirst( str_replace( '-', '', ucwords( $nom, '-' ) ) );
}
