package dev.waymark.channels.sms;

import dev.waymark.channels.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * {@code X-Twilio-Signature}: HMAC-SHA1 under the account's token over the address as Twilio called it and the form's
 * fields, sorted by name. Pure; safe from any thread.
 *
 * @see <a href="https://www.twilio.com/docs/usage/webhooks/webhooks-security">the text</a>
 */
public final class TwilioSignature {

    public static final String HEADER = "X-Twilio-Signature";

    private TwilioSignature() {}

    /**
     * Whether {@code signature} is that of this call, compared in constant time.
     *
     * @param publicUrl scheme, host and port of the address that Twilio calls
     * @param target path and query as they came
     */
    public static boolean isGenuine(
            Secret authToken, URI publicUrl, String target, Map<String, List<String>> form, String signature) {
        String host = publicUrl.getScheme() + "://" + publicUrl.getHost();
        int usual = publicUrl.getScheme().equals("https") ? 443 : 80;
        int port = publicUrl.getPort() != -1 ? publicUrl.getPort() : usual;
        boolean genuine = false;
        // Twilio writes the port or leaves it out, with its own libraries taking either.
        for (String address : List.of(host + target, host + ":" + port + target)) {
            genuine |= MessageDigest.isEqual(
                    of(authToken, address, form).getBytes(StandardCharsets.UTF_8),
                    signature.getBytes(StandardCharsets.UTF_8));
        }
        return genuine;
    }

    /** The header's value. */
    public static String of(Secret authToken, String called, Map<String, List<String>> form) {
        StringBuilder signed = new StringBuilder(called);
        new TreeMap<>(form).forEach((name, values) -> new TreeSet<>(values)
                .forEach(value -> signed.append(name).append(value)));
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(authToken.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            byte[] code = mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(code);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("every Java has HmacSHA1", broken);
        }
    }
}
