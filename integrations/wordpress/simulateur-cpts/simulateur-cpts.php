<?php
/**
 * Plugin Name:       Simulateur CPTS
 * Description:       Taille, financement et étapes d’un projet de communauté professionnelle territoriale de santé (CPTS), dans vos pages. Tout est servi par votre site, et rien de ce que l’on y écrit n’est envoyé.
 * Version:           0.1.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * Author:            Les contributeurs du Simulateur CPTS
 * License:           GPL-2.0-or-later
 * License URI:       https://www.gnu.org/licenses/gpl-2.0.html
 * Update URI:        false
 * Text Domain:       simulateur-cpts
 *
 * @package SimulateurCpts
 */

namespace SimulateurCpts;

defined( 'ABSPATH' ) || exit;

/** The main file: WordPress names the plugin by it. */
const FILE = __FILE__;

require_once __DIR__ . '/includes/attributs.php';
require_once __DIR__ . '/includes/application.php';
require_once __DIR__ . '/includes/options.php';
require_once __DIR__ . '/includes/element.php';
require_once __DIR__ . '/includes/shortcode.php';
require_once __DIR__ . '/includes/block.php';
require_once __DIR__ . '/includes/preview.php';

Application\register();
Shortcode\register();
Block\register();
Preview\register();

if ( is_admin() ) {
	require_once __DIR__ . '/includes/settings-page.php';
	Settings_Page\register();
}
