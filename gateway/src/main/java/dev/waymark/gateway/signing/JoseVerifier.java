package dev.waymark.gateway.signing;

import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.jose.JoseHeader;
import dev.waymark.gateway.jose.JoseRefused;
import dev.waymark.gateway.jose.Jwe;
import dev.waymark.gateway.jose.JweCipher;
import dev.waymark.gateway.jose.Jws;
import dev.waymark.gateway.model.Caller;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * JOSE in place of an HTTP signature (protocol, section 2): a compact JWS, or that JWS in a compact JWE to a key of the
 * gateway. Pure, as {@link SignatureVerifier} is: {@link Proven} or a thrown {@link Problem}. Thread-safe.
 *
 * <pre>
 *   5 parts ▶ decrypt ─┐
 *   3 parts ───────────┴▶ header read ▶ complete ▶ nothing refused ▶ htm, htu ▶ key ▶ iat ▶ signature
 *                         └───────────────────────── examine ────────────────┘   └ prove ┘
 * </pre>
 */
final class JoseVerifier {

    /** What {@code crit} may name. */
    private static final Set<String> CRITICAL = Set.of("kid", "iat", "htm", "htu", "cty", "jti");

    private static final List<String> REQUIRED = List.of("kid", "iat", "htm", "htu", "cty");
    /** Keys and addresses of keys: whoever signs cannot say what to verify with. */
    private static final List<String> REFUSED = List.of("jwk", "jku", "x5c", "x5u");

    private final String origin;
    private final SignatureVerifier verifier;
    private final GatewayKeys gatewayKeys;
    private final CryptoProviders crypto;
    private final JweCipher cipher;

    /** @param verifier whose keys and window hold here too */
    JoseVerifier(URI publicUrl, SignatureVerifier verifier, GatewayKeys gatewayKeys, CryptoProviders crypto) {
        this.origin = publicUrl.getScheme() + "://"
                + Authorities.normalised(publicUrl.getScheme(), publicUrl.getRawAuthority());
        this.verifier = verifier;
        this.gatewayKeys = gatewayKeys;
        this.crypto = crypto;
        this.cipher = new JweCipher(crypto, gatewayKeys.random());
    }

    /** The payload goes on as the body of the request. */
    record Proven(Verified verified, Buffer payload, String contentType) {}

    static boolean isEncrypted(String token) {
        return token.chars().filter(c -> c == '.').count() == 4;
    }

    /** What is in the JWE: a JWS, still to be examined. Costs as much as some verifications. */
    String decrypt(String token) {
        try {
            Jwe sealed = Jwe.parse(token, Set.of("kid", "cty"));
            refuseKeys(sealed.header());
            byte[] content = cipher.decrypt(sealed, readingKey(sealed.header()).key());
            boolean saysJose =
                    sealed.header().text("cty").filter(JoseVerifier::isJose).isPresent();
            return onlyJws(new String(content, StandardCharsets.ISO_8859_1), saysJose);
        } catch (JoseRefused refused) {
            throw Refusals.malformed("the JWE: " + refused.getMessage());
        }
    }

    private ReadingKey readingKey(JoseHeader header) {
        String kid = header.text("kid").orElseThrow(() -> Refusals.incomplete("the JWE's header has no kid"));
        return gatewayKeys
                .reading(kid)
                .orElseThrow(() -> Refusals.malformed("the JWE is to no key of the gateway's: see its JWKS, use=enc"));
    }

    private static String onlyJws(String content, boolean saysJose) {
        long dots = content.chars().filter(c -> c == '.').count();
        if (saysJose && dots == 4) {
            throw Refusals.malformed("a JWE in a JWE is not taken");
        }
        if (!saysJose || dots != 2) {
            throw Refusals.missing("the JWE must have a JWS in it, and cty \"jose\"");
        }
        return content;
    }

    /**
     * Refuses what its header alone condemns, whatever the length of the rest: one that is not for this request, or names
     * no key that there is.
     *
     * @param start of the token: {@link JoseHeader#MAX_CHARS} characters
     */
    void glance(SignableRequest request, String start, Instant now) {
        try {
            JoseHeader header = JoseHeader.ofToken(start, CRITICAL);
            if (header.has("enc")) {
                readingKey(header);
            } else {
                named(request, header, now);
            }
        } catch (JoseRefused refused) {
            throw told("", refused);
        }
    }

    Examined examine(SignableRequest request, String token, Instant now) {
        try {
            Jws jws = Jws.parse(token, CRITICAL);
            Named named = named(request, jws.header(), now);
            if (jws.payload().length == 0) {
                throw Refusals.malformed("a detached payload is not taken");
            }
            return new Examined(jws, named);
        } catch (JoseRefused refused) {
            throw told("the JWS: ", refused);
        }
    }

    private static Problem told(String what, JoseRefused refused) {
        String detail = what + refused.getMessage();
        return switch (refused.reason()) {
            case ALGORITHM, CRITICAL -> Refusals.invalid(detail);
            case MALFORMED, UNREADABLE -> Refusals.malformed(detail);
        };
    }

    /** What a header says that is complete, made for this request and in its time, and the key in force that it names. */
    private record Named(
            Caller.OfPartner caller, PartnerKey key, Instant acceptedUntil, String contentType, Optional<String> jti) {}

    private Named named(SignableRequest request, JoseHeader header, Instant now) {
        List<String> missing =
                REQUIRED.stream().filter(name -> !header.has(name)).toList();
        if (!missing.isEmpty()) {
            throw Refusals.incomplete("the protected header lacks " + String.join(", ", missing));
        }
        refuseKeys(header);
        if (!header.text("htm").orElseThrow().equals(request.method())) {
            throw Refusals.invalid("htm: this request's method is " + request.method());
        }
        if (!isHtu(header.text("htu").orElseThrow(), request.path())) {
            throw Refusals.invalid("htu: must be " + origin + request.path());
        }
        String contentType = contentType(header.text("cty").orElseThrow());
        Caller.OfPartner caller = SignatureVerifier.caller(header.text("kid").orElseThrow());
        PartnerKey key = verifier.key(caller, now);
        Instant until = SignatureVerifier.inTime("iat", header.number("iat").orElseThrow(), Long.MAX_VALUE, now);
        return new Named(caller, key, until, contentType, header.text("jti"));
    }

    /** A JWS that can be read, is complete and in its time, made for this request, and names a key in force. */
    final class Examined {

        private final Jws jws;
        private final Named named;

        private Examined(Jws jws, Named named) {
            this.jws = jws;
            this.named = named;
        }

        boolean isHeavy() {
            return VerificationCost.isHeavy(crypto, named.key(), jws.signingInput().length);
        }

        Proven prove() {
            if (!jws.algorithm().takes(named.key().publicKey())) {
                throw Refusals.invalid("alg: is not that of this key");
            }
            if (!jws.verifiedBy(named.key().publicKey(), crypto)) {
                throw Refusals.invalid("the JWS was not made by the key that it names, or was changed since");
            }
            Buffer payload = Buffer.buffer(jws.payload());
            Verified verified =
                    new Verified(named.caller(), named.jti().isPresent(), fingerprint(), named.acceptedUntil());
            return new Proven(verified, payload, named.contentType());
        }

        private Buffer fingerprint() {
            Optional<String> jti = named.jti();
            MessageDigest sha256 = crypto.digest("SHA-256");
            sha256.update(jti.map(id -> "nonce\n" + id).orElse("jws\n").getBytes(StandardCharsets.UTF_8));
            return Buffer.buffer(jti.isPresent() ? sha256.digest() : sha256.digest(jws.signingInput()));
        }
    }

    private static void refuseKeys(JoseHeader header) {
        REFUSED.stream().filter(header::has).findFirst().ifPresent(name -> {
            throw Refusals.invalid(name + ": is not taken; the key is the one that kid names");
        });
    }

    private boolean isHtu(String htu, String path) {
        try {
            URI uri = new URI(htu);
            return uri.getScheme() != null
                    && uri.getRawAuthority() != null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && path.equals(uri.getRawPath())
                    && origin.equals(uri.getScheme().toLowerCase(Locale.ROOT)
                            + "://"
                            + Authorities.normalised(uri.getScheme().toLowerCase(Locale.ROOT), uri.getRawAuthority()));
        } catch (URISyntaxException notOne) {
            return false;
        }
    }

    /** RFC 7515, section 4.1.10: {@code application/} may be left out where no other slash is in it. */
    private static String contentType(String cty) {
        if (isJose(cty)) {
            throw Refusals.malformed("a JWS of a JWS or JWE is not taken");
        }
        String type = cty.indexOf(';') < 0 ? cty : cty.substring(0, cty.indexOf(';'));
        return type.indexOf('/') < 0 ? "application/" + cty : cty;
    }

    private static boolean isJose(String cty) {
        return cty.equalsIgnoreCase("jose") || cty.equalsIgnoreCase("application/jose");
    }
}
