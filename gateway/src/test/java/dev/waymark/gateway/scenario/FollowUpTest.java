package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowUpTest {

    private static final String ASKED = "Care Team: a request is waiting for you";
    private static final String REMINDED = "Care Team: reminder: a request is still waiting";
    private static final String ESCALATED = "Care Team: a request needs you";
    private static final String WAITING = "Care Team: something is waiting for you";

    @TempDir
    Path folder;

    @Test
    void who_does_not_answer_is_reminded_then_the_next_contact_is_told_and_then_the_supervisor() {
        try (FollowedUp world = new FollowedUp(folder)) {
            String task = world.ask("C-1");
            quieten(world);
            world.passHours(11);
            assertThat(world.webhooks(task)).containsExactly("requested");

            world.passHours(1);
            assertThat(world.webhooks(task)).containsExactly("requested", "reminder");
            world.passHours(6);
            assertThat(world.webhooks(task)).containsExactly("requested", "reminder", "reminder");
            assertThat(world.mails("jane@rx-three.example")).containsExactly(ASKED, REMINDED, REMINDED);
            assertThat(world.mails("john@rx-three.example")).isEmpty();
            assertThat(world.alerts("task-overdue")).isZero();

            world.passHours(6);
            assertThat(world.webhooks(task)).containsExactly("requested", "reminder", "reminder", "escalated");
            assertThat(world.mails("john@rx-three.example")).containsExactly(ESCALATED);
            assertThat(world.alerts("task-overdue")).isEqualTo(1);
            assertThat(world.mails("sam@care.example")).isEmpty();

            world.passHours(24);
            assertThat(world.mails("sam@care.example")).containsExactly(WAITING);
            world.passHours(24 * 20);
            assertThat(world.webhooks(task)).hasSize(4);
            assertThat(world.mails("sam@care.example")).hasSize(1);
            assertThat(world.mails("jane@rx-three.example")).hasSize(3);
            assertThat(world.alerts("task-overdue")).isEqualTo(1);
            assertThat(purposes(world, task))
                    .containsExactlyInAnyOrder("requested", "reminder 1", "reminder 2", "escalation 1", "escalation 2");
        }
    }

    @Test
    void what_was_acknowledged_and_is_not_done_when_it_is_due_is_asked_again_and_only_once_more() {
        try (FollowedUp world = new FollowedUp(folder)) {
            String task = world.ask("C-1");
            quieten(world);
            world.passHours(6);
            world.acknowledge(task);
            world.passHours(17);
            assertThat(world.webhooks(task)).containsExactly("requested");

            world.passHours(2);
            assertThat(world.alerts("task-overdue")).isEqualTo(1);
            world.passHours(11);
            assertThat(world.webhooks(task)).containsExactly("requested", "reminder");
            assertThat(Sql.text(
                            world.gateway,
                            "select string_agg(distinct reason, ' ') from notification where purpose = 'reminder 1'"
                                    + " and state = 'delivered'"))
                    .isEqualTo("sent");

            world.acknowledgeNotification(Sql.text(
                    world.gateway,
                    "select id from notification where purpose = 'reminder 1' and recipient = 'partner/rx-three'"));
            world.passHours(24 * 10);
            assertThat(world.webhooks(task)).containsExactly("requested", "reminder");
            assertThat(world.alerts("task-overdue")).isEqualTo(1);
        }
    }

    @Test
    void on_hold_nothing_is_reminded_and_the_clock_goes_on_where_it_was() {
        try (FollowedUp world = new FollowedUp(folder)) {
            String task = world.ask("C-1");
            quieten(world);
            world.passHours(10);
            world.status(task, "on-hold");
            world.passHours(24 * 9);
            assertThat(world.webhooks(task)).containsExactly("requested");
            assertThat(world.alerts("task-overdue")).isZero();

            world.status(task, "in-progress");
            world.passHours(13);
            assertThat(world.alerts("task-overdue")).isZero();
            world.passHours(2);
            assertThat(world.alerts("task-overdue")).isEqualTo(1);
            assertThat(world.alerts("stalled")).isZero();
            assertThat(Sql.text(world.gateway, "select status from case_standing"))
                    .isEqualTo("stalled");
            world.passHours(11);
            assertThat(world.webhooks(task)).containsExactly("requested", "reminder");
        }
    }

    @Test
    void what_a_milestone_completed_is_reminded_no_more_and_its_reminders_are_closed() {
        try (FollowedUp world = new FollowedUp(folder)) {
            String task = world.ask("C-1");
            quieten(world);
            world.passHours(12);
            assertThat(open(world)).contains("waymark.task.reminder");
            world.report("C-1", "prior-auth.submitted");
            world.passHours(24 * 3);
            assertThat(world.webhooks(task)).containsExactly("requested", "reminder");
            assertThat(open(world)).doesNotContain("waymark.task.reminder");
            assertThat(world.alerts("task-overdue")).isZero();
            assertThat(Sql.count(world.gateway, "task_follow_up")).isZero();
        }
    }

    @Test
    void a_question_that_nobody_answers_is_followed_up_like_any_task() {
        try (FollowedUp world = new FollowedUp(folder)) {
            world.enrol("C-1");
            assertThat(world.gateway
                            .hub
                            .post(
                                    world.gateway,
                                    "/v1/programs/orphan-x/cases/C-1/messages",
                                    new JsonObject()
                                            .put("id", "q-1")
                                            .put("to", new JsonArray().add("rx-three"))
                                            .put("text", "When does it ship?")
                                            .put("answerWithin", "PT24H"))
                            .status())
                    .isEqualTo(202);
            world.settle();
            world.passHours(12);
            JsonObject reminder = world.pharmacy.endpoint.accepted().stream()
                    .map(FarSide.Received::json)
                    .filter(event -> event.getString("type").equals("waymark.task.reminder"))
                    .findFirst()
                    .orElseThrow()
                    .getJsonObject("data");
            assertThat(reminder.getJsonObject("message").getString("text")).isEqualTo("When does it ship?");
            assertThat(world.mails("jane@rx-three.example")).contains(REMINDED);
            world.passHours(12);
            assertThat(world.alerts("task-overdue")).isEqualTo(1);
            assertThat(world.mails("john@rx-three.example")).containsExactly(ESCALATED);
        }
    }

    private static List<String> open(FollowedUp world) {
        return world
                .pharmacy
                .get(world.gateway, "/v1/notifications?status=open")
                .json()
                .getJsonArray("notifications")
                .stream()
                .map(one -> ((JsonObject) one).getString("type"))
                .toList();
    }

    private static List<String> purposes(FollowedUp world, String task) {
        return List.of(Sql.text(
                        world.gateway,
                        "select string_agg(distinct purpose, ',') from notification where task = '" + task + "'")
                .split(","));
    }

    /** The urgent alert of the milestone is acknowledged: mail about it is another test's matter. */
    private static void quieten(FollowedUp world) {
        Sql.execute(
                world.gateway.database,
                "update alert set acknowledged_at = at, acknowledged_by = 'maria' where kind = 'milestone'");
    }
}
