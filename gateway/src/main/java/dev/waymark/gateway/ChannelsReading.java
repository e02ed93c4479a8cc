package dev.waymark.gateway;

import dev.waymark.channels.Secret;
import dev.waymark.channels.email.EmailSettings;
import dev.waymark.channels.email.EmailSettings.StartTls;
import dev.waymark.channels.email.MailAddress;
import dev.waymark.channels.sms.GenericTextSettings;
import dev.waymark.channels.sms.TextSettings;
import dev.waymark.channels.sms.TwilioTextSettings;
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
import java.util.Set;
import java.util.function.Supplier;
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

    /** The names of the text-message providers, whatever is at fault with them. */
    static Set<String> textProviders(Section file) {
        Section sms = file.section("sms");
        return sms.isSection("providers") ? sms.section("providers").names() : Set.of();
    }

    private enum Kind {
        GENERIC,
        TWILIO
    }

    /** Who answers words such as STOP. */
    private enum OptOut {
        GATEWAY,
        TWILIO
    }

    private static Optional<? extends TextSettings> provider(String name, Section provider, URI publicUrl) {
        if (!PROVIDER.matcher(name).matches()) {
            provider.fault("must have a name of a-z, 0-9 and -, since it stands in addresses");
        }
        Kind kind = provider.word("kind", Kind.class).or(Kind.GENERIC);
        Value<URI> url = provider.uri("url", "https", "http")
                .check(
                        given -> given.getScheme().equals("https") || Loopback.isHost(given.getHost()),
                        "must be https unless its host is a loopback host")
                .required();
        Supplier<URI> statusCallback = () -> publicUrl.resolve("/v1/sms/" + name + "/status");
        return kind == Kind.TWILIO ? twilio(provider, url, statusCallback) : generic(provider, url, statusCallback);
    }

    private static Optional<GenericTextSettings> generic(
            Section provider, Value<URI> url, Supplier<URI> statusCallback) {
        Value<Secret> secret = provider.secret("secret")
                .check(StandardWebhooks::isKey, "must be whsec_ and the base64 of 24 to 64 bytes")
                .required();
        Value<JsonObject> encryptTo = provider.tree("encryptTo")
                .as(jwk -> EncryptionKey.parse(new JsonObject(jwk)).jwk());
        return provider.build(
                () -> new GenericTextSettings(url.get(), secret.get(), statusCallback.get(), encryptTo.optional()));
    }

    private static Optional<TwilioTextSettings> twilio(Section provider, Value<URI> url, Supplier<URI> statusCallback) {
        Value<String> account = provider.text("accountSid")
                .check(TwilioTextSettings::isAccount, "must be the account's, AC and what follows")
                .required();
        Value<Secret> token = provider.secret("authToken").required();
        Value<String> from = provider.text("from")
                .check(TwilioTextSettings::isSender, "must be a number such as \"+12025550100\", or a service, MG…")
                .required();
        OptOut optOut = provider.word("optOut", OptOut.class).or(OptOut.GATEWAY);
        return provider.build(() -> new TwilioTextSettings(
                url.get(), account.get(), token.get(), from.get(), optOut == OptOut.TWILIO, statusCallback.get()));
    }
}
