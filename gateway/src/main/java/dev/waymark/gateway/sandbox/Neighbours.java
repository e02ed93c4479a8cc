package dev.waymark.gateway.sandbox;

import dev.waymark.gateway.model.PartnerId;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Those whom messages reach, and who do something about it or not. Called on event loops and mail threads. */
interface Neighbours {

    /** A webhook whose signature was verified. */
    void asked(PartnerId partner, JsonObject event);

    void mailed(Letter letter);

    void texted(Text text);

    /** A mail that the town's server took. */
    record Letter(String to, String subject, Optional<URI> link) {}

    /** A text that the provider took. */
    record Text(String notification, String to, String words, Optional<URI> link) {}

    /** The first link to a message in these words. */
    static Optional<URI> linkIn(String words) {
        Matcher matcher = LinkForm.PATTERN.matcher(words);
        return matcher.find() ? Optional.of(URI.create(matcher.group())) : Optional.empty();
    }

    /** How links to messages look (protocol, section 8). */
    final class LinkForm {
        static final Pattern PATTERN = Pattern.compile("https?://[^\\s\"<>]+/a/[A-Za-z0-9_-]{22}");

        private LinkForm() {}
    }
}
