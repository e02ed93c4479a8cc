package dev.waymark.gateway.rendering;

import dev.waymark.gateway.model.Action;
import dev.waymark.gateway.model.MilestoneCode;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What is known when something is rendered. A template gets of it only what its {@link Audience} may read. Immutable.
 *
 * @param zone the reader's, in which days and times are written
 * @param link {@code <publicUrl>/a/<token>}
 * @param unsubscribeLink {@code <publicUrl>/u/<token>}
 * @param code six digits that open a message; in the text that brings them only
 * @param personName the reader's own name; on pages only
 * @param milestone gives title and, to patients, what happened and what comes next
 * @param expectedBy when that next step is expected, where somebody is waited for
 * @param caseCode the case without its program; to partners' contacts and managers only
 * @param note what a partner or a manager wrote: a milestone's note, a message's text
 * @param conversation of a message that is answered behind its link
 */
public record RenderingContext(
        String publicName,
        Optional<String> phone,
        ZoneId zone,
        Optional<URI> link,
        Optional<URI> unsubscribeLink,
        Optional<String> code,
        Optional<String> personName,
        Optional<MilestoneCode> milestone,
        Optional<Instant> expectedBy,
        Optional<Action> action,
        Optional<Instant> dueAt,
        Optional<String> caseCode,
        Optional<String> partnerName,
        Optional<String> note,
        Optional<String> reason,
        Conversation conversation) {

    /** Of the sender alone; {@link With} adds to it. */
    public static With from(String publicName, Optional<String> phone, ZoneId zone) {
        return new With(publicName, phone, zone);
    }

    /** Gathers what is known of one message. Not thread-safe. */
    public static final class With {

        private final String publicName;
        private final Optional<String> phone;
        private final ZoneId zone;
        private Optional<URI> link = Optional.empty();
        private Optional<URI> unsubscribeLink = Optional.empty();
        private Optional<String> code = Optional.empty();
        private Optional<String> personName = Optional.empty();
        private Optional<MilestoneCode> milestone = Optional.empty();
        private Optional<Instant> expectedBy = Optional.empty();
        private Optional<Action> action = Optional.empty();
        private Optional<Instant> dueAt = Optional.empty();
        private Optional<String> caseCode = Optional.empty();
        private Optional<String> partnerName = Optional.empty();
        private Optional<String> note = Optional.empty();
        private Optional<String> reason = Optional.empty();
        private Conversation conversation = Conversation.NONE;

        private With(String publicName, Optional<String> phone, ZoneId zone) {
            this.publicName = publicName;
            this.phone = phone;
            this.zone = zone;
        }

        public With link(URI value) {
            link = Optional.of(value);
            return this;
        }

        public With unsubscribeLink(Optional<URI> value) {
            unsubscribeLink = value;
            return this;
        }

        public With code(String value) {
            code = Optional.of(value);
            return this;
        }

        public With personName(Optional<String> value) {
            personName = value;
            return this;
        }

        public With milestone(Optional<MilestoneCode> value) {
            milestone = value;
            return this;
        }

        public With expectedBy(Optional<Instant> value) {
            expectedBy = value;
            return this;
        }

        public With action(Optional<Action> value) {
            action = value;
            return this;
        }

        public With dueAt(Optional<Instant> value) {
            dueAt = value;
            return this;
        }

        public With caseCode(Optional<String> value) {
            caseCode = value;
            return this;
        }

        public With partnerName(Optional<String> value) {
            partnerName = value;
            return this;
        }

        public With note(Optional<String> value) {
            note = value;
            return this;
        }

        public With reason(Optional<String> value) {
            reason = value;
            return this;
        }

        public With conversation(Conversation value) {
            conversation = value;
            return this;
        }

        public RenderingContext build() {
            return new RenderingContext(
                    publicName,
                    phone,
                    zone,
                    link,
                    unsubscribeLink,
                    code,
                    personName,
                    milestone,
                    expectedBy,
                    action,
                    dueAt,
                    caseCode,
                    partnerName,
                    note,
                    reason,
                    conversation);
        }
    }
}
