package dev.waymark.channels.sms;

import dev.waymark.channels.Channel;
import dev.waymark.channels.SendOutcome;
import dev.waymark.channels.webhook.Post;
import dev.waymark.channels.webhook.Posts;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Text messages through Twilio's Messages API: a form posted with Basic authentication. Its callbacks name our own id in
 * their query, so that one which overtakes the answer here is known all the same. Safe to call from any thread.
 *
 * @see <a href="https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource">the text</a>
 */
public final class TwilioTextChannel implements Channel<TextEnvelope> {

    /** Under this name our id stands in the query of a callback. */
    public static final String ID = "id";

    private static final String FORM = "application/x-www-form-urlencoded";

    private final TwilioTextSettings settings;
    private final URI messages;
    private final String authorization;
    private final Posts posts;

    /** Closes {@code posts} with itself. */
    public TwilioTextChannel(TwilioTextSettings settings, Posts posts) {
        this.settings = settings;
        this.posts = posts;
        String base = settings.url().toString().replaceAll("/+$", "");
        this.messages = URI.create(base + "/2010-04-01/Accounts/" + settings.accountSid() + "/Messages.json");
        String login = settings.accountSid() + ":" + settings.authToken().reveal();
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Future<SendOutcome> send(TextEnvelope envelope) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("To", envelope.to());
        form.put(settings.isService() ? "MessagingServiceSid" : "From", settings.from());
        form.put("Body", envelope.text());
        form.put("StatusCallback", settings.statusCallback() + "?" + ID + "=" + encoded(envelope.id()));
        return posts.send(new Post(
                messages,
                FORM,
                Buffer.buffer(encoded(form)),
                now -> Map.of(
                        HttpHeaders.AUTHORIZATION.toString(),
                        authorization,
                        HttpHeaders.ACCEPT.toString(),
                        "application/json"),
                TwilioOutcome::of));
    }

    @Override
    public Future<Void> close() {
        return posts.close();
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
