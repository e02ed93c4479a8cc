package dev.waymark.channels.sms;

import dev.waymark.channels.Secret;
import java.net.URI;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A provider of kind {@code twilio} (protocol, section 7).
 *
 * @param url where its API is: {@code https://api.twilio.com}
 * @param accountSid {@code AC…}
 * @param authToken logs us in, and signs its callbacks
 * @param from a number of the account, or a messaging service ({@code MG…})
 * @param answersOptOuts whether it answers words such as {@code STOP} itself
 * @param statusCallback {@code <publicUrl>/v1/sms/<provider>/status}
 */
public record TwilioTextSettings(
        URI url, String accountSid, Secret authToken, String from, boolean answersOptOuts, URI statusCallback)
        implements TextSettings {

    private static final Pattern ACCOUNT = Pattern.compile("AC[0-9A-Za-z]{1,64}");
    private static final Pattern SENDER = Pattern.compile("\\+[1-9][0-9]{1,14}|MG[0-9A-Za-z]{1,64}");

    public TwilioTextSettings {
        if (!isAccount(accountSid) || !isSender(from)) {
            throw new IllegalArgumentException("an account is AC…, a sender a number or MG…");
        }
    }

    public static boolean isAccount(String text) {
        return ACCOUNT.matcher(text).matches();
    }

    /** Whether texts can be sent from it. */
    public static boolean isSender(String text) {
        return SENDER.matcher(text).matches();
    }

    /** Whether {@link #from} is a messaging service and not a number. */
    boolean isService() {
        return from.startsWith("MG");
    }

    @Override
    public <T> T fold(Function<GenericTextSettings, T> generic, Function<TwilioTextSettings, T> twilio) {
        return twilio.apply(this);
    }
}
