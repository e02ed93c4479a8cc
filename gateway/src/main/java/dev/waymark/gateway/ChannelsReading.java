package dev.waymark.gateway;

import dev.waymark.channels.Secret;
import dev.waymark.channels.email.EmailSettings;
import dev.waymark.channels.email.EmailSettings.StartTls;
import dev.waymark.channels.email.MailAddress;
import dev.waymark.channels.sms.TextSettings;
import dev.waymark.channels.webhook.StandardWebhooks;
import dev.waymark.gateway.config.Section;
import dev.waymark.gateway.config.Value;
import dev.waymark.gateway.http.Loopback;
import dev.waymark.gateway.jose.EncryptionKey;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What waymark.yaml says of mail and text messages. */
final class ChannelsReading {

    private static final String USUAL_FROM = "Care Team <care@example.org>";
    private static final Pattern PROVIDER = Pattern.compile("[a-z0-9-]{1,40}");
    private static final int TLS_FIRST = 465;

    private ChannelsReading() {}

    static Optional<EmailSettings> email(Section email, URI publicUrl) {
        String host = email.text("host", "localhost");
        int port = email.wholeNumber("port", 1, 65535, 25);
        Value<MailAddress> from = email.value("from", MailAddress::parse);
        if (!email.has("from") && !Loopback.isHost(publicUrl.getHost())) {
            email.fault("from", "is missing: it must be who writes, such as \"" + USUAL_FROM + "\"");
        }
        StartTls startTls = email.word("startTls", StartTls.class)
                .check(
                        word -> word == StartTls.REQUIRED || port == TLS_FIRST || EmailSettings.isLoopback(host),
                        "must be required: optional and off are for a loopback host only")
                .or(StartTls.REQUIRED);
        Value<String> user = email.text("user");
        Value<Secret> password = email.secret("password");
        if (user.isPresent() != password.isPresent()) {
            email.fault(user.isPresent() ? "password" : "user", "is missing: user and password go together");
        }
        return email.build(() -> {
            EmailSettings settings = EmailSettings.of(host, port, from.or(MailAddress.parse(USUAL_FROM)), startTls);
            return user.isPresent() ? settings.withLogin(user.get(), password.get()) : settings;
        });
    }

    static Optional<SmsSettings> sms(Section sms, URI publicUrl) {
        Map<String, TextSettings> providers = new LinkedHashMap<>();
        Map<String, Section> sections = sms.sectionsByName("providers");
        sections.forEach((name, section) ->
                provider(name, section, publicUrl).ifPresent(provider -> providers.put(name, provider)));
        Value<String> chosen = sms.text("default").check(sections::containsKey, "must name one of the providers below");
        if (!sms.has("default") && sections.size() > 1) {
            sms.fault("default", "is missing: it must name the provider that sends");
        }
        Optional<String> only = sections.keySet().stream().findFirst();
        return sms.build(() -> new SmsSettings(chosen.optional().or(() -> only), providers));
    }

    private enum Kind {
        GENERIC,
        TWILIO
    }

    private static Optional<TextSettings> provider(String name, Section provider, URI publicUrl) {
        if (!PROVIDER.matcher(name).matches()) {
            provider.fault("must have a name of a-z, 0-9 and -, since it stands in addresses");
        }
        Kind kind = provider.word("kind", Kind.class).or(Kind.GENERIC);
        if (kind == Kind.TWILIO) {
            provider.fault("kind", "twilio is not in this version yet: write generic");
            provider.names();
            return Optional.empty();
        }
        Value<URI> url = provider.uri("url", "https", "http")
                .check(
                        given -> given.getScheme().equals("https") || Loopback.isHost(given.getHost()),
                        "must be https unless its host is a loopback host")
                .required();
        Value<Secret> secret = provider.secret("secret")
                .check(StandardWebhooks::isKey, "must be whsec_ and the base64 of 24 to 64 bytes")
                .required();
        Value<JsonObject> encryptTo = provider.tree("encryptTo")
                .as(jwk -> EncryptionKey.parse(new JsonObject(jwk)).jwk());
        return provider.build(() -> new TextSettings(
                url.get(), secret.get(), publicUrl.resolve("/v1/sms/" + name + "/status"), encryptTo.optional()));
    }
}
