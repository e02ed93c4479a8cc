package dev.waymark.channels.email;

import dev.waymark.channels.SendOutcome;
import dev.waymark.channels.TransportFailure;
import dev.waymark.channels.Words;
import io.vertx.ext.mail.SMTPException;
import java.util.Optional;
import java.util.Set;

/** What went wrong between us and a relay, as an outcome. Pure. */
final class SmtpOutcome {

    /** About our login, not about the message (RFC 4954, 6). */
    private static final Set<Integer> ABOUT_THE_LOGIN = Set.of(530, 534, 535, 538);

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
        String code = "smtp-" + reply.getReplyCode();
        return reply.isPermanent() && !ABOUT_THE_LOGIN.contains(reply.getReplyCode())
                ? new SendOutcome.Refused(code, true, words)
                : new SendOutcome.Deferred(code, true, Optional.empty(), words);
    }
}
