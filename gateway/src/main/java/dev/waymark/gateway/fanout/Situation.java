package dev.waymark.gateway.fanout;

import dev.waymark.gateway.cases.CareCase;
import dev.waymark.gateway.cases.Person;
import dev.waymark.gateway.cases.Program;
import dev.waymark.gateway.cases.RecordedMilestone;
import dev.waymark.gateway.journey.Journey;
import dev.waymark.gateway.journey.PeopleStop;
import dev.waymark.gateway.journey.Timeline;
import dev.waymark.gateway.journey.TimelineEntry;
import dev.waymark.gateway.messages.PostedMessage;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.PersonId;
import dev.waymark.gateway.model.Recipient;
import dev.waymark.gateway.model.TaskId;
import dev.waymark.gateway.partners.Contact;
import dev.waymark.gateway.partners.Partner;
import dev.waymark.gateway.tasks.Task;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A case as it stands when something on it is planned, read under the lock of its row.
 *
 * @param milestones all that were accepted, replaced ones too
 * @param messages what partners and managers wrote to each other, by what its tasks and notifications are about
 * @param tasks all tasks of the case, ended ones too
 * @param people everybody who is or was on the case
 * @param optedOut hashes of numbers and addresses that want nothing
 * @param bounced hashes of people's mail addresses that do not exist, as their relay says
 * @param unreachable contacts of whose mail addresses the same is true
 * @param partners those on the case that exist
 * @param textProvider the provider that texts go over; empty: texts are not configured
 */
public record Situation(
        CareCase careCase,
        Journey journey,
        Timeline timeline,
        Map<MilestoneId, RecordedMilestone> milestones,
        Map<MilestoneId, PostedMessage> messages,
        List<Task> tasks,
        List<Person> people,
        Set<Buffer> optedOut,
        Set<Buffer> bounced,
        Set<Recipient.OfContact> unreachable,
        Program program,
        Map<PartnerId, Partner> partners,
        Optional<String> textProvider,
        Instant now) {

    public Situation {
        milestones = Map.copyOf(milestones);
        messages = Map.copyOf(messages);
        tasks = List.copyOf(tasks);
        people = List.copyOf(people);
        optedOut = Set.copyOf(optedOut);
        bounced = Set.copyOf(bounced);
        unreachable = Set.copyOf(unreachable);
        partners = Map.copyOf(partners);
    }

    /** As it stands with this plan, of which only the tasks are part of how a case stands. */
    Situation with(FanoutPlan plan) {
        return new Situation(
                careCase,
                journey,
                timeline,
                milestones,
                messages,
                plan.after(tasks),
                people,
                optedOut,
                bounced,
                unreachable,
                program,
                partners,
                textProvider,
                now);
    }

    /** A milestone as the journey sees it; empty for one that is parked, or of another case. */
    public Optional<TimelineEntry> entry(MilestoneId id) {
        return Optional.ofNullable(milestones.get(id)).map(RecordedMilestone::entry);
    }

    /** The message that a task or a notification is about; empty where that is a milestone. */
    public Optional<PostedMessage> message(MilestoneId subject) {
        return Optional.ofNullable(messages.get(subject));
    }

    /** A partner of the case. */
    public Optional<Partner> partner(PartnerId id) {
        return Optional.ofNullable(partners.get(id));
    }

    /** A partner's contact as the partner names them now. */
    public Optional<Contact> contact(Recipient.OfContact recipient) {
        return partner(recipient.partner())
                .map(Partner::contacts)
                .filter(contacts -> contacts.size() > recipient.position())
                .map(contacts -> contacts.get(recipient.position()));
    }

    public Optional<Task> task(TaskId id) {
        return tasks.stream().filter(task -> task.id().equals(id)).findFirst();
    }

    public Optional<Person> person(PersonId id) {
        return people.stream().filter(person -> person.id().equals(id)).findFirst();
    }

    /** Why patient and caregivers are told nothing now. */
    public Optional<PeopleStop> peopleStop() {
        return timeline.peopleStop();
    }
}
