package dev.waymark.gateway.followup;

import dev.waymark.gateway.cases.CareCase;
import dev.waymark.gateway.cases.Program;
import dev.waymark.gateway.fanout.FanoutPlan.PlannedMessage;
import dev.waymark.gateway.fanout.ReachPartner.Cause;
import dev.waymark.gateway.fanout.Situation;
import dev.waymark.gateway.identity.User;
import dev.waymark.gateway.identity.Users;
import dev.waymark.gateway.model.ChannelKind;
import dev.waymark.gateway.model.Recipient;
import dev.waymark.gateway.model.UserName;
import dev.waymark.gateway.model.UserRole;
import dev.waymark.gateway.outbox.Decision;
import dev.waymark.gateway.outbox.Lane;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The people who manage a case and those who supervise its program, as far as they have a mail address. Thread-safe. */
final class Staff {

    private final Users users;

    Staff(Users users) {
        this.users = users;
    }

    /** The case's managers; its supervisors where it has none. */
    List<UserName> managers(Situation situation) {
        CareCase careCase = situation.careCase();
        return careCase.managers().isEmpty() ? supervisors(situation) : mailed(careCase.managers());
    }

    List<UserName> supervisors(Situation situation) {
        Program program = situation.program();
        return mailed(
                Stream.concat(program.supervisors().stream(), users.of(program.id(), UserRole.SUPERVISOR).stream())
                        .distinct()
                        .toList());
    }

    private List<UserName> mailed(List<UserName> names) {
        return names.stream()
                .filter(name -> users.find(name).flatMap(User::email).isPresent())
                .toList();
    }

    /** A mail to one of them; {@code kind} as that of an alert. */
    static PlannedMessage mail(Cause cause, UserName user, String kind, Situation situation) {
        return new PlannedMessage(
                cause.milestone(),
                cause.task(),
                cause.purpose(),
                new Recipient.OfUser(user),
                ChannelKind.EMAIL,
                kind,
                Optional.empty(),
                Optional.empty(),
                Lane.EMAIL,
                new Decision.Send(situation.now(), Optional.empty(), cause.reason()));
    }
}
