/**
 * Compact JWS and JWE (RFC 7515, 7516, 7518, 8037), strictly: header and bytes → {@link dev.waymark.gateway.jose.Jws},
 * {@link dev.waymark.gateway.jose.JweCipher} → a token, and back. No I/O; nothing here decides whom to trust.
 */
@NullMarked
package dev.waymark.gateway.jose;

import org.jspecify.annotations.NullMarked;
