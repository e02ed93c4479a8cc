package dev.waymark.gateway.outbox;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What codes mean, in plain English: of decisions ({@link Reason}), and of attempts, as channels give them. Total: a code
 * that is not known is named as it is. Pure.
 */
public final class Explanations {

    private static final Map<String, String> ATTEMPTS = Map.ofEntries(
            Map.entry("time-out", "The far side took longer than it may."),
            Map.entry("name-unknown", "The name of the far side leads to no address."),
            Map.entry("connect-time-out", "The far side could not be connected to in time."),
            Map.entry("connect-unreachable", "There is no way through the network to the far side."),
            Map.entry("connect-refused", "The far side takes no connections."),
            Map.entry("connection-closed", "The far side closed the connection before it had answered."),
            Map.entry("tls", "The far side's TLS certificate or protocol was not accepted."),
            Map.entry("transport", "What the far side sent was not HTTP."),
            Map.entry("egress-refused", "The address is one that the gateway does not connect to."),
            Map.entry("busy", "This gateway had no connection free for it."),
            Map.entry("closing", "This gateway was stopping."),
            Map.entry("smtp-too-large", "The mail relay takes no mail of this size."),
            Map.entry("smtp-no-starttls", "The mail relay offers no encryption, and the gateway insists on it."),
            Map.entry("smtp-no-login", "The mail relay offers no way to sign in that the gateway knows."),
            Map.entry("smtp-malformed", "What the mail relay answered was not SMTP."),
            Map.entry("smtp-250", "The mail relay took it."),
            Map.entry("twilio-21610", "The number opted out at the text provider."));

    private static final Pattern REPLY = Pattern.compile("(http|smtp|smtp-address|twilio)-([0-9]{3,6})");

    private Explanations() {}

    /** One sentence for a reason of a message or the code of an attempt. */
    public static String of(String code) {
        return Reason.find(code).map(Reason::sentence).orElseGet(() -> ofAttempt(code));
    }

    private static String ofAttempt(String code) {
        String known = ATTEMPTS.get(code);
        if (known != null) {
            return known;
        }
        Matcher reply = REPLY.matcher(code);
        if (!reply.matches()) {
            return "The last attempt ended with " + code + ".";
        }
        int status = Integer.parseInt(reply.group(2));
        return switch (reply.group(1)) {
            case "http" -> http(status);
            case "smtp" ->
                "The mail relay " + (status >= 500 ? "refused it" : "did not take it yet") + " (" + status + ").";
            case "smtp-address" -> "The mail relay says that nobody has this address (" + status + ").";
            default -> "The text provider refused it (its error " + status + ").";
        };
    }

    private static String http(int status) {
        String what =
                switch (status / 100) {
                    case 2 -> "The far side took it";
                    case 3 -> "The far side answered with a redirect, which is not followed";
                    case 5 -> "The far side answered that it failed";
                    default ->
                        switch (status) {
                            case 401, 403 -> "The far side does not let the gateway in";
                            case 404 -> "There is nothing at the far side's address";
                            case 408, 425, 429 -> "The far side asked to be left alone for a while";
                            case 410 -> "The far side closed its endpoint";
                            case 413 -> "The far side takes no message of this size";
                            default -> "The far side refused it";
                        };
                };
        return what + " (HTTP " + status + ").";
    }
}
