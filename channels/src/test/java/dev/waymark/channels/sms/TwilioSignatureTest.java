package dev.waymark.channels.sms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.channels.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TwilioSignatureTest {

    private static final Secret TOKEN = new Secret("12345");

    /** The example of Twilio's own text on the security of webhooks. */
    private static final URI PUBLIC = URI.create("https://mycompany.com");

    private static final String TARGET = "/myapp.php?foo=1&bar=2";

    private static final Map<String, List<String>> FORM = Map.of(
            "CallSid", List.of("CA1234567890ABCDE"),
            "Caller", List.of("+14158675309"),
            "Digits", List.of("1234"),
            "From", List.of("+14158675309"),
            "To", List.of("+18005551212"));

    @Test
    void it_is_what_twilios_own_text_computes() {
        assertThat(TwilioSignature.of(TOKEN, PUBLIC + TARGET, FORM)).isEqualTo("RSOYDt4T1cUTdK1PDd93/VVr8B8=");
        assertThat(TwilioSignature.isGenuine(TOKEN, PUBLIC, TARGET, FORM, "RSOYDt4T1cUTdK1PDd93/VVr8B8="))
                .isTrue();
    }

    @Test
    void the_port_may_be_written_or_not() {
        String with = TwilioSignature.of(TOKEN, "https://mycompany.com:443" + TARGET, FORM);
        assertThat(TwilioSignature.isGenuine(TOKEN, PUBLIC, TARGET, FORM, with)).isTrue();
        URI named = URI.create("https://mycompany.com:8443");
        String without = TwilioSignature.of(TOKEN, "https://mycompany.com/a", FORM);
        assertThat(TwilioSignature.isGenuine(TOKEN, named, "/a", FORM, without)).isTrue();
    }

    @Test
    void another_address_field_token_or_no_signature_is_none() {
        String genuine = TwilioSignature.of(TOKEN, PUBLIC + TARGET, FORM);
        assertThat(TwilioSignature.isGenuine(new Secret("12346"), PUBLIC, TARGET, FORM, genuine))
                .isFalse();
        assertThat(TwilioSignature.isGenuine(TOKEN, PUBLIC, "/myapp.php", FORM, genuine))
                .isFalse();
        assertThat(TwilioSignature.isGenuine(TOKEN, PUBLIC, TARGET, Map.of("Digits", List.of("1235")), genuine))
                .isFalse();
        assertThat(TwilioSignature.isGenuine(TOKEN, PUBLIC, TARGET, FORM, "")).isFalse();
    }
}
