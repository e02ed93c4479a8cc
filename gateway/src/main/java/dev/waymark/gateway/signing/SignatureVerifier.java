package dev.waymark.gateway.signing;

import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.model.Caller;
import dev.waymark.gateway.model.PartnerId;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The profile of protocol, section 2, as a pure computation: a request and a moment in, {@link Verified} or a thrown
 * {@link Problem} out. Two steps, since only the second costs: {@link #examine} reads and looks up, {@link
 * Examined#prove} hashes and verifies. Thread-safe.
 */
final class SignatureVerifier {

    /** Protocol, section 2. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    private final String publicAuthority;
    private final KeyDirectory keys;
    private final CryptoProviders crypto;

    SignatureVerifier(String publicAuthority, KeyDirectory keys, CryptoProviders crypto) {
        this.publicAuthority = publicAuthority;
        this.keys = keys;
        this.crypto = crypto;
    }

    Examined examine(SignableRequest request, Buffer body, Instant now) {
        SignatureInput input = read(request);
        if (!request.authority().equals(publicAuthority)) {
            throw Refusals.wrongAuthority(publicAuthority);
        }
        complete(input, request, body);
        Caller.OfPartner caller = caller(input.keyId().orElseThrow());
        PartnerKey key = key(caller, now);
        Instant acceptedUntil = inTime(input, now);
        try {
            return new Examined(input, key, caller, acceptedUntil, SignatureBase.of(input, request), request, body);
        } catch (SignatureMalformed unreadable) {
            throw Refusals.malformed(unreadable.detail());
        }
    }

    /** A request whose signature can be read, is complete and in its time, and names a key in force. */
    final class Examined {

        private final SignatureInput input;
        private final PartnerKey key;
        private final Caller.OfPartner caller;
        private final Instant acceptedUntil;
        private final SignatureBase base;
        private final SignableRequest request;
        private final Buffer body;

        private Examined(
                SignatureInput input,
                PartnerKey key,
                Caller.OfPartner caller,
                Instant acceptedUntil,
                SignatureBase base,
                SignableRequest request,
                Buffer body) {
            this.input = input;
            this.key = key;
            this.caller = caller;
            this.acceptedUntil = acceptedUntil;
            this.base = base;
            this.request = request;
            this.body = body;
        }

        /** Whether {@link #prove} would hold an event loop for longer than it should be held. */
        boolean isHeavy() {
            return VerificationCost.isHeavy(crypto, key, body.length());
        }

        Verified prove() {
            Optional<ContentDigest.Comparison> digest = digest();
            if (digest.isPresent() && !digest.get().matches()) {
                throw explained(Refusals.digestMismatch(digest.get().detail()), digest);
            }
            if (!base.absent().isEmpty()) {
                String detail = "covered, but not to be had from this request: " + String.join(", ", base.absent());
                throw explained(Refusals.invalid(detail), digest);
            }
            String expected = key.algorithm().httpName();
            if (!input.alg().orElse(expected).equals(expected)) {
                throw explained(Refusals.invalid("alg: the algorithm of this key is " + expected), digest);
            }
            if (!key.verifies(crypto, base.bytes(), input.signature().getBytes())) {
                throw explained(Refusals.invalid(Refusals.adviceOn(key.algorithm())), digest);
            }
            return new Verified(caller, input.nonce().isPresent(), fingerprint(), acceptedUntil);
        }

        /** What the answer repeats of this request, once {@link #prove} has passed. */
        RequestProof proof() {
            return RequestProof.of(input, request);
        }

        private Optional<ContentDigest.Comparison> digest() {
            boolean looked = body.length() > 0 || input.covers(ContentDigest.FIELD);
            return looked
                    ? Optional.of(ContentDigest.compare(request.lines(ContentDigest.FIELD), body.getBytes(), crypto))
                    : Optional.empty();
        }

        private Problem explained(Problem problem, Optional<ContentDigest.Comparison> digest) {
            Problem explained = problem.withExtension("signatureBase", base.text());
            return digest.isPresent()
                    ? explained.withExtension("contentDigest", digest.get().field())
                    : explained;
        }

        private Buffer fingerprint() {
            String seen = input.nonce().map(nonce -> "nonce\n" + nonce).orElse("base\n" + base.text());
            MessageDigest sha256 = crypto.digest("SHA-256");
            return Buffer.buffer(sha256.digest(seen.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static SignatureInput read(SignableRequest request) {
        List<String> inputs = request.lines("signature-input");
        List<String> signatures = request.lines("signature");
        if (inputs.isEmpty() || signatures.isEmpty()) {
            throw Refusals.missing(
                    inputs.isEmpty() ? "there is no Signature-Input" : "there is no Signature beside Signature-Input");
        }
        try {
            return SignatureInput.select(inputs, signatures);
        } catch (SignatureMalformed unreadable) {
            throw Refusals.malformed(unreadable.detail());
        }
    }

    private static void complete(SignatureInput input, SignableRequest request, Buffer body) {
        List<String> uncovered = Coverage.required(request.query().isPresent(), body.length() > 0).stream()
                .filter(name -> !input.covers(name))
                .toList();
        if (!uncovered.isEmpty()) {
            throw Refusals.incomplete("not covered: " + String.join(", ", uncovered));
        }
        if (input.created().isEmpty() || input.keyId().isEmpty()) {
            throw Refusals.incomplete("the parameters created and keyid are required");
        }
    }

    static Caller.OfPartner caller(String keyId) {
        int slash = keyId.indexOf('/');
        if (slash < 0
                || !PartnerId.isValid(keyId.substring(0, slash))
                || !PartnerKey.isKid(keyId.substring(slash + 1))) {
            throw Refusals.keyUnknown("that is <partner id>/<kid>; keyid is not of that form");
        }
        return new Caller.OfPartner(new PartnerId(keyId.substring(0, slash)), keyId.substring(slash + 1));
    }

    PartnerKey key(Caller.OfPartner caller, Instant now) {
        String keyId = caller.partner() + "/" + caller.kid();
        KeyDirectory.KeyState state = keys.find(caller.partner(), caller.kid());
        if (state instanceof KeyDirectory.Revoked) {
            throw Refusals.keyRevoked(keyId);
        }
        if (state instanceof KeyDirectory.Unknown) {
            throw new KeyMissing(caller);
        }
        if (state instanceof KeyDirectory.Live live && live.key().isInForceAt(now)) {
            return live.key();
        }
        throw Refusals.keyUnknown(keyId);
    }

    /** The last moment at which this signature is accepted, if that is not over. */
    private static Instant inTime(SignatureInput input, Instant now) {
        return inTime("created", input.created().orElseThrow(), input.expires().orElse(Long.MAX_VALUE), now);
    }

    /** @param name of the parameter that says when it was made */
    static Instant inTime(String name, long made, long expires, Instant now) {
        long window = WINDOW.toSeconds();
        if (made < now.getEpochSecond() - window || made > now.getEpochSecond() + window) {
            throw Refusals.expired(name + " is more than " + window + " s from the gateway's clock", now);
        }
        long until = Math.min(made + window, expires);
        if (until < now.getEpochSecond()) {
            throw Refusals.expired("expires is over", now);
        }
        return Instant.ofEpochSecond(until).plusMillis(999);
    }
}
