package dev.waymark.gateway.signing;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/** One of the gateway's own keys, from one file. */
interface OwnKey {

    String fileName();

    String kid();

    /** {@code sig} or {@code enc}. */
    String use();

    Lifetime lifetime();

    /** RFC 7638. */
    Buffer thumbprint();

    /** As the JWKS has it. */
    JsonObject publicJwk();
}
