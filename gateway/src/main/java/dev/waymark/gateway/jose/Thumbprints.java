package dev.waymark.gateway.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import io.vertx.core.json.JsonObject;
import java.text.ParseException;

/** RFC 7638: the name that follows from a key itself. */
public final class Thumbprints {

    private Thumbprints() {}

    /** SHA-256 over the required members, base64url: of a private JWK the same as of its public half. */
    public static String sha256(JsonObject jwk) {
        try {
            return JWK.parse(jwk.encode()).computeThumbprint().toString();
        } catch (ParseException | JOSEException broken) {
            throw new JwkRefused("is no JWK of a known kind");
        }
    }
}
