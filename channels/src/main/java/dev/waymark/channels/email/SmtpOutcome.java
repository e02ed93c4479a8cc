package dev.waymark.channels.email;

import dev.waymark.channels.SendOutcome;
import dev.waymark.channels.TransportFailure;
import dev.waymark.channels.Words;
import io.vertx.ext.mail.SMTPException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What went wrong between us and a relay, as an outcome. Pure. */
public final class SmtpOutcome {

    /** About our login, not about the message (RFC 4954, 6). */
    private static final Set<Integer> ABOUT_THE_LOGIN = Set.of(530, 534, 535, 538);

    /** Begins the code of a refusal that is about the recipient's address: nobody has it, or nobody any more. */
    public static final String NO_SUCH_ADDRESS = "smtp-address-";

    /** Of replies without an enhanced status: those that are about the mailbox (RFC 5321, 4.2.3). */
    private static final Set<Integer> ABOUT_THE_ADDRESS = Set.of(550, 551, 553);

    /** RFC 3463: bad address, mailbox disabled, destination unknown; not 5.1.7 and 5.1.8, which are of the sender. */
    private static final Pattern ENHANCED =
            Pattern.compile("5[0-9]{2}[ -]5\\.([0-9]{1,3}\\.[0-9]{1,3})\\b.*", Pattern.DOTALL);

    private static final Set<String> NO_ADDRESS = Set.of("1.0", "1.1", "1.2", "1.3", "1.6", "1.10", "2.1");

    private SmtpOutcome() {}

    /** Empty where {@code failure} is a bug. */
    static Optional<SendOutcome> of(Throwable failure) {
        if (failure instanceof SMTPException reply) {
            return Optional.of(ofReply(reply));
        }
        String message = String.valueOf(failure.getMessage());
        // The client has no types for these; its tests hold the words.
        if (message.startsWith("message exceeds allowed size limit")) {
            return Optional.of(new SendOutcome.Refused("smtp-too-large", true, Optional.empty()));
        }
        if (message.startsWith("STARTTLS required but not supported")) {
            return Optional.of(deferred("smtp-no-starttls", true));
        }
        if (message.startsWith("login is required, but no allowed AUTH methods")) {
            return Optional.of(deferred("smtp-no-login", true));
        }
        return TransportFailure.code(failure).map(code -> deferred(code, false));
    }

    static SendOutcome deferred(String code, boolean answered) {
        return new SendOutcome.Deferred(code, answered, Optional.empty(), Optional.empty());
    }

    private static SendOutcome ofReply(SMTPException reply) {
        Optional<String> words = Words.of(String.join("\n", reply.getReplyMessages()));
        // The client gives whatever it cannot read the code 500.
        if (words.filter(text -> text.matches("(?s)[45][0-9][0-9]\\b.*")).isEmpty()) {
            return new SendOutcome.Deferred("smtp-malformed", true, Optional.empty(), words);
        }
        String code = (isAboutTheAddress(reply) ? NO_SUCH_ADDRESS : "smtp-") + reply.getReplyCode();
        boolean login = ABOUT_THE_LOGIN.contains(reply.getReplyCode());
        return reply.isPermanent() && !login
                ? new SendOutcome.Refused(code, true, words)
                : new SendOutcome.Deferred(code, true, Optional.empty(), words, login);
    }

    // The client has no type for the command that was refused; its tests hold the words.
    private static boolean isAboutTheAddress(SMTPException reply) {
        if (!reply.isPermanent() || !String.valueOf(reply.getMessage()).startsWith("recipient address not accepted")) {
            return false;
        }
        Matcher enhanced = ENHANCED.matcher(String.join("\n", reply.getReplyMessages()));
        return enhanced.matches()
                ? NO_ADDRESS.contains(enhanced.group(1))
                : ABOUT_THE_ADDRESS.contains(reply.getReplyCode());
    }
}
