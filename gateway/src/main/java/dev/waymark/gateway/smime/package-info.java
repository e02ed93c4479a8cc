/**
 * Mail that only its reader can open (RFC 8551): a MIME entity → signed by the gateway → encrypted to a certificate →
 * {@link dev.waymark.gateway.smime.ProtectMail}. No I/O.
 */
@NullMarked
package dev.waymark.gateway.smime;

import org.jspecify.annotations.NullMarked;
