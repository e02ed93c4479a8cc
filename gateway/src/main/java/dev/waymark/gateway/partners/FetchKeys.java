package dev.waymark.gateway.partners;

import dev.waymark.channels.TransportFailure;
import dev.waymark.channels.webhook.BoundedGets;
import dev.waymark.channels.webhook.EgressRefused;
import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.jose.JwkRefused;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.signing.KeyDirectory;
import dev.waymark.gateway.signing.PartnerKey;
import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the JWK Set (RFC 7517, section 5) that a partner publishes. Thread-safe. */
public final class FetchKeys {

    private static final Logger LOG = LoggerFactory.getLogger(FetchKeys.class);

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofMinutes(15);
    /** Where nothing is said. */
    private static final Duration USUAL = Duration.ofMinutes(5);

    private static final Pattern MAX_AGE = Pattern.compile("(?:^|[ ,])max-age=\"?(\\d{1,9})");
    private static final Pattern NOT_KEPT = Pattern.compile("(?:^|[ ,])no-(?:store|cache)(?:$|[ ,=])");

    private final BoundedGets gets;
    private final CryptoProviders crypto;

    public FetchKeys(BoundedGets gets, CryptoProviders crypto) {
        this.gets = gets;
        this.crypto = crypto;
    }

    /** The keys that can be used, by kid, and for how long they may be believed. */
    record Fetched(Map<String, KeyDirectory.KeyState> keys, Duration keptFor) {

        Fetched {
            keys = Map.copyOf(keys);
        }
    }

    /** Fails, and has said so in the log, where there is no answer or none that is a JWK Set. */
    Future<Fetched> from(PartnerId partner, URI uri) {
        return gets.get(uri)
                .map(this::read)
                .onFailure(failure -> LOG.warn(
                        "partner {}: no keys from its jwksUri: {}; the last known stay for 24 h, next try in 1 min",
                        partner,
                        reason(failure)));
    }

    private Fetched read(BoundedGets.Got got) {
        if (got.status() != 200) {
            throw new NoKeySet("status " + got.status());
        }
        try {
            JsonArray set = new JsonObject(got.body()).getJsonArray("keys");
            if (set == null) {
                throw new NoKeySet("no member \"keys\"");
            }
            Map<String, KeyDirectory.KeyState> keys = new HashMap<>();
            for (Object one : set) {
                usable(one).ifPresent(key -> keys.putIfAbsent(key.kid(), new KeyDirectory.Live(key)));
            }
            return new Fetched(keys, keptFor(got.cacheControl().orElse("")));
        } catch (DecodeException | ClassCastException broken) {
            throw new NoKeySet("no JSON object with an array \"keys\"");
        }
    }

    /** A set may hold keys for other uses: those are passed over (RFC 7517, section 5). */
    private Optional<PartnerKey> usable(Object one) {
        try {
            return one instanceof JsonObject jwk ? Optional.of(PartnerKey.parse(jwk, crypto)) : Optional.empty();
        } catch (JwkRefused notOurs) {
            return Optional.empty();
        }
    }

    static Duration keptFor(String cacheControl) {
        String said = cacheControl.toLowerCase(Locale.ROOT);
        if (NOT_KEPT.matcher(said).find()) {
            return SHORTEST;
        }
        Matcher maxAge = MAX_AGE.matcher(said);
        Duration wanted = maxAge.find() ? Duration.ofSeconds(Long.parseLong(maxAge.group(1))) : USUAL;
        Duration atLeast = wanted.compareTo(SHORTEST) < 0 ? SHORTEST : wanted;
        return atLeast.compareTo(LONGEST) > 0 ? LONGEST : atLeast;
    }

    private static String reason(Throwable failure) {
        boolean ours = failure instanceof NoKeySet
                || failure instanceof EgressRefused
                || failure instanceof BoundedGets.TooLong;
        return ours
                ? String.valueOf(failure.getMessage())
                : TransportFailure.code(failure).orElse(failure.toString());
    }

    private static final class NoKeySet extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NoKeySet(String reason) {
            super(reason, null, false, false);
        }
    }
}
