package dev.waymark.gateway.fanout;

import dev.waymark.gateway.fanout.FanoutPlan.PlannedMessage;
import dev.waymark.gateway.model.ChannelKind;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.Purpose;
import dev.waymark.gateway.model.Recipient;
import dev.waymark.gateway.model.TaskId;
import dev.waymark.gateway.outbox.Decision;
import dev.waymark.gateway.outbox.Lane;
import dev.waymark.gateway.outbox.Reason;
import dev.waymark.gateway.partners.Partner;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The ways to a partner of a case: its system, through inbox and webhook, and its contacts, by mail. Pure. */
public final class ReachPartner {

    private final Situation situation;

    public ReachPartner(Situation situation) {
        this.situation = situation;
    }

    /** Why somebody is told, and of what. */
    public record Cause(MilestoneId milestone, Optional<TaskId> task, Purpose purpose, Reason reason) {
        public Cause(MilestoneId milestone, Optional<TaskId> task, Purpose purpose) {
            this(milestone, task, purpose, Reason.DUE);
        }
    }

    /** Empty for one that is not on the case, or disabled. */
    public Optional<Partner> active(PartnerId id) {
        return situation.partner(id).filter(partner -> !partner.disabled());
    }

    /** In its inbox, and to its webhook where it has one. */
    public PlannedMessage system(Cause cause, Partner partner, String type) {
        boolean webhook = partner.webhook().isPresent();
        return new PlannedMessage(
                cause.milestone(),
                cause.task(),
                cause.purpose(),
                new Recipient.OfPartner(partner.id()),
                webhook ? ChannelKind.WEBHOOK : ChannelKind.INBOX,
                type,
                Optional.of(partner.id()),
                Optional.empty(),
                Lane.webhook(partner.id()),
                webhook
                        ? new Decision.Send(situation.now(), Optional.empty(), cause.reason())
                        : new Decision.Keep(Reason.NO_WEBHOOK));
    }

    /** Those with a mail address, in the order in which the partner wants them asked. */
    public static List<Recipient.OfContact> mailed(Partner partner) {
        return IntStream.range(0, partner.contacts().size())
                .filter(position -> partner.contacts().get(position).email().isPresent())
                .mapToObj(position -> new Recipient.OfContact(partner.id(), position))
                .toList();
    }

    /** The first of these whose address exists; where none does, the first. */
    public Optional<Recipient.OfContact> first(List<Recipient.OfContact> contacts) {
        return contacts.stream()
                .filter(contact -> !situation.unreachable().contains(contact))
                .findFirst()
                .or(() -> contacts.stream().findFirst());
    }

    /** By mail; left out where the address does not exist. */
    public PlannedMessage contact(Cause cause, Recipient.OfContact contact, String template) {
        return new PlannedMessage(
                cause.milestone(),
                cause.task(),
                cause.purpose(),
                contact,
                ChannelKind.EMAIL,
                template,
                Optional.of(contact.partner()),
                Optional.empty(),
                Lane.EMAIL,
                situation.unreachable().contains(contact)
                        ? new Decision.LeaveOut(Reason.BOUNCED)
                        : new Decision.Send(situation.now(), Optional.empty(), cause.reason()));
    }
}
