<?php
// What "Réglages du réseau → Installer" does, without its form, which refuses a
// host with a port.
global $wpdb;
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
foreach ( $wpdb->tables( 'ms_global' ) as $table => $prefixed ) {
	$wpdb->$table = $prefixed;
}
install_network();
$base = parse_url( trailingslashit( get_option( 'home' ) ), PHP_URL_PATH );
$host = $_SERVER['HTTP_HOST'];
$done = populate_network( 1, $host, 'webmestre@example.org', 'URPS d’essai', $base, false );
if ( is_wp_error( $done ) && 'no_wildcard_dns' !== $done->get_error_code() ) {
	throw new Exception( $done->get_error_message() );
}
update_site_option( 'upload_space_check_disabled', '1' );
