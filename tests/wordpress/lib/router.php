<?php
// What the .htaccess of WordPress says to Apache, said to PHP's own server.
$folder = getenv( 'CPTS_FOLDER' );
$root   = $_SERVER['DOCUMENT_ROOT'];
$path   = rawurldecode( parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) );

if ( ! str_starts_with( $path, "$folder/" ) ) {
	http_response_code( 404 );
	return true;
}

// The admin of a site of the network is that of the first one.
$own = preg_replace( "~^($folder)/(?!wp-)[a-z0-9-]+(/(?:wp-(?:admin|content|includes)/.*|[^/]*\.php))$~", '$1$2', $path );
$file = $root . $own;
if ( is_dir( $file ) && is_file( "$file/index.php" ) ) {
	$own  = rtrim( $own, '/' ) . '/index.php';
	$file = $root . $own;
}
if ( is_file( $file ) && ! str_ends_with( $file, '.php' ) && $own === $path ) {
	return false;
}
if ( is_file( $file ) && ! str_ends_with( $file, '.php' ) ) {
	$types = array(
		'css'   => 'text/css',
		'js'    => 'text/javascript',
		'svg'   => 'image/svg+xml',
		'wasm'  => 'application/wasm',
		'woff2' => 'font/woff2',
	);
	header( 'Content-Type: ' . ( $types[ pathinfo( $file, PATHINFO_EXTENSION ) ] ?? 'application/octet-stream' ) );
	readfile( $file );
	return true;
}
if ( ! is_file( $file ) || ! str_ends_with( $file, '.php' ) ) {
	$own  = "$folder/index.php";
	$file = $root . $own;
}
$_SERVER['SCRIPT_NAME']     = $own;
$_SERVER['SCRIPT_FILENAME'] = $file;
$_SERVER['PHP_SELF']        = str_ends_with( $path, '.php' ) ? $path : $own;
// PHP's server takes for it what comes after the folder.
unset( $_SERVER['PATH_INFO'] );
chdir( dirname( $file ) );
require $file;
