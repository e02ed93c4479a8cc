package dev.waymark.gateway.outbox;

import java.util.Arrays;
import java.util.Optional;

/**
 * Why a message is sent, held, kept or left out: the code that stands in the database and in answers, and what it means
 * for whoever reads it. What the far side did has codes of its own: {@link Explanations}.
 */
public enum Reason {
    DUE("due", "The journey tells this recipient of it, and nothing speaks against it."),
    SENT("sent", "The far side took it."),
    REOPENED("reopened", "It was acknowledged, and then nothing followed in time: it is asked again."),
    AGAIN("again", "It had been set aside, and an operator sends it again."),

    QUIET_HOURS(
            "quiet-hours",
            "Texts go from 08:00 until before 21:00 on the recipient's own clock, and not in the quiet hours they asked"
                    + " for: it waits until then."),
    TEXT_LIMIT("text-limit", "The number had as many texts as it may get in so short a time: it waits."),

    NO_WEBHOOK("no-webhook", "The partner has no webhook: it stands in its inbox."),

    NO_CONSENT("no-consent", "The recipient has not consented to this channel."),
    NOT_AUTHORIZED("not-authorized", "The patient has not authorized this caregiver to be told."),
    OPTED_OUT("opted-out", "Whoever has this number or address asked for no more messages."),
    BOUNCED("bounced", "Mail to this address came back: its relay says that it does not exist."),
    NO_PROVIDER("no-provider", "No provider of text messages is configured for it."),
    CONSENT("consent", "Consent to the program was declined or revoked: patient and caregivers are told nothing."),
    DECEASED("deceased", "The patient has died: patient and caregivers are told nothing any more."),

    ACKNOWLEDGED("acknowledged", "The recipient had acknowledged it before it was to go."),
    ANSWERED("answered", "What it asks was answered, or ended, before it was to go."),
    CANCELLED("cancelled", "What it asks was cancelled before it was to go."),
    CORRECTED("corrected", "The report it tells of was corrected into another one before it was to go."),
    WITHDRAWN("withdrawn", "The recipient is not on the case any more, or the partner is disabled."),
    SUPERSEDED("superseded", "Newer news goes to the same person in its place."),
    FORGOTTEN("forgotten", "The case was forgotten before it was to go."),
    STALE("stale", "A text that is not out within 24 hours is not sent any more."),

    POISON("poison", "Each time it was taken up the gateway stopped before it knew what became of it.");

    private final String code;
    private final String sentence;

    Reason(String code, String sentence) {
        this.code = code;
        this.sentence = sentence;
    }

    public String code() {
        return code;
    }

    /** In plain English, without anything of the case. */
    public String sentence() {
        return sentence;
    }

    /** The one with this code; empty for what the far side did. */
    public static Optional<Reason> find(String code) {
        return Arrays.stream(values())
                .filter(reason -> reason.code.equals(code))
                .findFirst();
    }

    /** The one with this code; throws {@link IllegalArgumentException} where there is none. */
    public static Reason of(String code) {
        return find(code).orElseThrow(() -> new IllegalArgumentException("no reason has the code " + code));
    }

    /** Whether it says that the message waits for its time. */
    public boolean holds() {
        return this == QUIET_HOURS || this == TEXT_LIMIT;
    }

    @Override
    public String toString() {
        return code;
    }
}
