/**
 * Who said it: RFC 9421 signatures with RFC 9530 digests, partners' keys, the memory of what was seen, the gateway's own
 * keys. request -> {@link dev.waymark.gateway.signing.SignatureHandler} -> the proven caller.
 */
@NullMarked
package dev.waymark.gateway.signing;

import org.jspecify.annotations.NullMarked;
