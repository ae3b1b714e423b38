<?php
/**
 * Réglages → Simulateur CPTS.
 *
 * @package SimulateurCpts
 */

namespace SimulateurCpts\Settings_Page;

use SimulateurCpts\Application;
use SimulateurCpts\Attributs;
use SimulateurCpts\Options;
use SimulateurCpts\Preview;
use const SimulateurCpts\FILE;
use const SimulateurCpts\Options\OPTION;

defined( 'ABSPATH' ) || exit;

const PAGE = 'simulateur-cpts';

/** Hooks. */
function register(): void {
	add_action( 'admin_menu', __NAMESPACE__ . '\\add_page' );
	add_action( 'admin_init', __NAMESPACE__ . '\\declare_settings' );
	add_action( 'admin_enqueue_scripts', __NAMESPACE__ . '\\enqueue' );
	add_action( 'admin_notices', __NAMESPACE__ . '\\say_what_is_missing' );
	add_filter( 'plugin_action_links_' . plugin_basename( FILE ), __NAMESPACE__ . '\\add_link' );
}

/** Adds the page to the menu. */
function add_page(): void {
	add_options_page( 'Simulateur CPTS', 'Simulateur CPTS', 'manage_options', PAGE, __NAMESPACE__ . '\\print_page' );
}

/**
 * A way to the page from the list of plugins.
 *
 * @param string[] $links Links.
 * @return string[]
 */
function add_link( $links ) {
	$link = '<a href="' . esc_url( admin_url( 'options-general.php?page=' . PAGE ) ) . '">Réglages</a>';
	return array_merge( array( $link ), $links );
}

/** Declares the option, its check and its fields. */
function declare_settings(): void {
	register_setting(
		PAGE,
		OPTION,
		array(
			'type'              => 'object',
			'sanitize_callback' => __NAMESPACE__ . '\\sanitize',
			'default'           => Options\DEFAULTS,
		)
	);
	add_settings_section( 'apparence', 'Ce que voient vos visiteurs', '__return_null', PAGE );
	add_settings_section( 'fichiers', 'Vos propres informations', __NAMESPACE__ . '\\print_files_help', PAGE );
	foreach ( Attributs\all() as $nom => $attribut ) {
		if ( ! $attribut['site'] ) {
			continue;
		}
		$section = in_array( $attribut['type'], array( 'adresse', 'contact' ), true ) ? 'fichiers' : 'apparence';
		add_settings_field(
			$nom,
			$attribut['libelle'],
			__NAMESPACE__ . '\\print_field',
			PAGE,
			$section,
			array(
				'label_for' => id( $nom ),
				'nom'       => $nom,
			)
		);
	}

	wp_add_privacy_policy_content(
		'Simulateur CPTS',
		'<p>Le simulateur CPTS fait ses calculs dans le navigateur du visiteur. Ce qui y est écrit n’est envoyé ni à ce site, ni à un autre. Il ne dépose aucun cookie et ne mesure aucune visite.</p>'
	);
}

/**
 * What may be kept of the form. A refused value leaves the one before it, and says so.
 *
 * @param mixed $donnes What the form sent.
 * @return array<string, string>
 */
function sanitize( $donnes ): array {
	$avant   = Options\all();
	$options = array();
	foreach ( Attributs\all() as $nom => $attribut ) {
		if ( ! $attribut['site'] ) {
			continue;
		}
		$valeur = is_array( $donnes ) && isset( $donnes[ $nom ] ) ? $donnes[ $nom ] : '';
		$propre = Attributs\sanitize( $nom, $valeur );
		if ( null === $propre ) {
			add_settings_error( OPTION, $nom, $attribut['libelle'] . "\u{a0}: cette valeur ne convient pas, la précédente est gardée. " . Attributs\expectation( $nom ) );
			$propre = $avant[ $nom ] ?? '';
		}
		if ( '' !== $propre ) {
			$options[ $nom ] = $propre;
		}
	}
	return $options;
}

/**
 * The id of a field.
 *
 * @param string $nom Name of an attribute.
 */
function id( string $nom ): string {
	return 'simulateur-cpts-' . $nom;
}

/** What the second group is about. */
function print_files_help(): void {
	echo '<p>' . esc_html( 'Tout est facultatif. Un fichier déposé dans la médiathèque a une adresse : copiez-la ici.' ) . '</p>';
}

/**
 * One field.
 *
 * @param array{nom: string} $args Which one.
 */
function print_field( array $args ): void {
	$nom      = $args['nom'];
	$attribut = Attributs\all()[ $nom ];
	$valeur   = Options\all()[ $nom ] ?? '';
	$commun   = sprintf( ' id="%s" name="%s"', esc_attr( id( $nom ) ), esc_attr( OPTION . '[' . $nom . ']' ) );
	if ( '' !== $attribut['aide'] ) {
		$commun .= sprintf( ' aria-describedby="%s-aide"', esc_attr( id( $nom ) ) );
	}
	$valeurs = array(
		'region'  => array( '' => 'Aucune en particulier' ) + Application\regions(),
		'choix'   => ( isset( $attribut['valeurs']['auto'] ) ? array() : array( '' => 'Celui du simulateur' ) ) + $attribut['valeurs'],
		'drapeau' => array(
			''    => 'Montrés',
			'oui' => 'Masqués',
		),
	)[ $attribut['type'] ] ?? null;

	// phpcs:disable WordPress.Security.EscapeOutput -- $commun is escaped above.
	if ( null !== $valeurs ) {
		echo '<select' . $commun . '>';
		foreach ( $valeurs as $choix => $libelle ) {
			printf( '<option value="%s"%s>%s</option>', esc_attr( $choix ), selected( $valeur, (string) $choix, false ), esc_html( $libelle ) );
		}
		echo '</select>';
	} else {
		printf(
			'<input type="text"%s class="%s" value="%s" placeholder="%s" autocomplete="off" spellcheck="false">',
			$commun,
			esc_attr( array( 'couleur' => 'simulateur-cpts-couleur', 'texte' => 'small-text' )[ $attribut['type'] ] ?? 'regular-text code' ),
			esc_attr( $valeur ),
			esc_attr( $attribut['exemple'] )
		);
	}
	// phpcs:enable
	if ( '' !== $attribut['aide'] ) {
		printf( '<p class="description" id="%s-aide">%s</p>', esc_attr( id( $nom ) ), esc_html( $attribut['aide'] ) );
	}
}

/** The page. */
function print_page(): void {
	if ( ! current_user_can( 'manage_options' ) ) {
		return;
	}
	echo '<div class="wrap"><h1>Simulateur CPTS</h1>';
	echo '<p>' . esc_html( 'Pour montrer le simulateur, ajoutez le bloc « Simulateur CPTS » à une page, ou écrivez ce code court :' ) . ' <code>[cpts_simulateur]</code></p>';
	echo '<p>' . esc_html( 'Ces réglages valent pour toutes vos pages. Un bloc ou un code court peut en changer un pour lui seul :' ) . ' <code>[cpts_simulateur region="Bretagne" largeur="large"]</code></p>';
	echo '<form action="' . esc_url( admin_url( 'options.php' ) ) . '" method="post">';
	settings_fields( PAGE );
	do_settings_sections( PAGE );
	submit_button( 'Enregistrer' );
	echo '</form>';
	if ( null !== Application\manifest() ) {
		echo '<h2>' . esc_html( 'Vérifier l’hébergement' ) . '</h2>';
		echo '<p>' . esc_html( 'Certains hébergeurs bloquent des types de fichiers. Ce contrôle demande à votre site chaque fichier du simulateur.' ) . '</p>';
		echo '<p><button type="button" class="button" id="simulateur-cpts-verifier">Vérifier maintenant</button></p>';
		echo '<div id="simulateur-cpts-verdict" role="status"></div>';
		echo '<h2>' . esc_html( 'Aperçu' ) . '</h2>';
		echo '<p>' . esc_html( 'Avec les réglages enregistrés, à la largeur de cette page.' ) . '</p>';
		echo '<iframe class="simulateur-cpts-apercu" loading="lazy" title="' . esc_attr( 'Aperçu du simulateur CPTS' ) . '" src="' . esc_url( Preview\url() ) . '"></iframe>';
	}
	echo '</div>';
}

/**
 * The scripts of the page, there only.
 *
 * @param string $page Present page.
 */
function enqueue( $page ): void {
	if ( 'settings_page_' . PAGE !== $page || null === Application\manifest() ) {
		return;
	}
	$version = Application\manifest()['version'];
	wp_enqueue_style( 'wp-color-picker' );
	wp_enqueue_style( PAGE . '-reglages', plugins_url( 'admin/reglages.css', FILE ), array(), $version );
	wp_enqueue_script( PAGE . '-reglages', plugins_url( 'admin/reglages.js', FILE ), array( 'wp-color-picker' ), $version, true );
	$adresses = array_map( 'SimulateurCpts\\Application\\url', Application\manifest()['fichiers'] );
	wp_add_inline_script( PAGE . '-reglages', 'window.simulateurCptsFichiers = ' . wp_json_encode( $adresses, JSON_HEX_TAG | JSON_HEX_AMP ) . ';', 'before' );
}

/** Tells of a plugin that was copied from its sources, without what a build adds. */
function say_what_is_missing(): void {
	if ( null === Application\manifest() && current_user_can( 'activate_plugins' ) ) {
		echo '<div class="notice notice-error"><p>' . esc_html( "Simulateur CPTS\u{a0}: les fichiers du simulateur manquent. Installez l’extension depuis son fichier ZIP." ) . '</p></div>';
	}
}
