/** The providers that compute, each chosen by name: key or algorithm → {@link dev.waymark.gateway.crypto.CryptoProviders} → JCA. */
@NullMarked
package dev.waymark.gateway.crypto;

import org.jspecify.annotations.NullMarked;
