<?php
/**
 * The files of the simulator, as its build left them in app/.
 *
 * app/manifest.php is written with them: it names the folder, the script with
 * its attributes, the attributes of the element, and the régions that the rules know.
 *
 * @package SimulateurCpts
 */

namespace SimulateurCpts\Application;

use const SimulateurCpts\FILE;

defined( 'ABSPATH' ) || exit;

const HANDLE = 'simulateur-cpts';
const LOADER = 'integrer.js';

/** Hooks. */
function register(): void {
	add_action( 'init', __NAMESPACE__ . '\\declare_script' );
	add_filter( 'script_loader_tag', __NAMESPACE__ . '\\as_module', 10, 2 );
}

/**
 * What the build says of its files, or null where they are missing.
 *
 * @return array{dossier: string, script: array<string, string|bool>, fichiers: string[], attributs: array<string, array<string, mixed>>, regions: array<string, string>}|null
 */
function manifest(): ?array {
	static $manifest = false;
	if ( false === $manifest ) {
		$path     = plugin_dir_path( FILE ) . 'app/manifest.php';
		$manifest = is_readable( $path ) ? require $path : null;
	}
	return $manifest;
}

/**
 * Address of a file of the simulator. The name of the folder changes with what
 * it holds, so that no cache ever mixes two versions.
 *
 * @param string $fichier Its name, or nothing for the folder itself.
 */
function url( string $fichier = '' ): string {
	return plugins_url( 'app/' . manifest()['dossier'] . '/' . $fichier, FILE );
}

/**
 * The régions, name by INSEE code.
 *
 * @return array<string, string>
 */
function regions(): array {
	return manifest()['regions'] ?? array();
}

/** Makes the script known; it is sent only where an element is printed. */
function declare_script(): void {
	if ( null === manifest() ) {
		return;
	}
	wp_register_script( HANDLE, url( manifest()['script']['src'] ), array(), null, true ); // phpcs:ignore WordPress.WP.EnqueuedResourceParameters.MissingVersion -- the folder is the version.
	wp_register_style( HANDLE . '-police', url( 'police.css' ), array(), null ); // phpcs:ignore WordPress.WP.EnqueuedResourceParameters.MissingVersion -- the folder is the version.
	wp_register_style( HANDLE, plugins_url( 'simulateur-cpts.css', FILE ), array( HANDLE . '-police' ), manifest()['version'] );
}

/** Sends the script with the page. */
function enqueue(): void {
	wp_enqueue_script( HANDLE );
	wp_enqueue_style( HANDLE );
}

/** Sends the loader, which turns links into simulators, and the typeface. */
function enqueue_loader(): void {
	if ( in_array( LOADER, manifest()['fichiers'], true ) ) {
		wp_enqueue_script( HANDLE . '-liens', url( LOADER ), array(), null, true ); // phpcs:ignore WordPress.WP.EnqueuedResourceParameters.MissingVersion -- the folder is the version.
		wp_enqueue_style( HANDLE );
	}
}

/**
 * The tag of the script: a module, which finds its other files from its attributes.
 *
 * The last three attributes ask the extensions that gather or delay scripts to
 * leave this one as it is: moved elsewhere, it would not find its files.
 */
function script_tag(): string {
	$attributs = array_merge(
		manifest()['script'],
		array(
			'src'              => url( manifest()['script']['src'] ),
			'id'               => HANDLE . '-js',
			'data-cfasync'     => 'false',
			'data-no-optimize' => '1',
			'data-nowprocket'  => true,
		)
	);
	return wp_get_script_tag( $attributs );
}

/**
 * Replaces the tag that WordPress would print.
 *
 * @param string $tag    Tag.
 * @param string $handle Name of the script.
 */
function as_module( $tag, $handle ) {
	return HANDLE === $handle ? script_tag() : $tag;
}
