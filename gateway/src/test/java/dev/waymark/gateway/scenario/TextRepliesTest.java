package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextRepliesTest {

    @TempDir
    Path folder;

    @Test
    void stop_is_confirmed_once_in_the_persons_language_and_then_there_is_silence_until_start() {
        try (TestGateway gateway = new TestGateway(folder)) {
            People people = new People(gateway);
            people.hearOfNews();

            assertThat(people.write(People.PATIENT, "¡Alto!"))
                    .hasValueSatisfying(reply -> assertThat(reply).startsWith("Care Team: ya no le enviaremos"));
            assertThat(people.write(People.PATIENT, "STOP")).isEmpty();
            assertThat(people.write(People.PATIENT, "ok")).isEmpty();
            assertThat(people.write(People.PATIENT, "leave me alone")).isEmpty();

            gateway.enrol(People.CASE);
            people.report("evt-2", "prior-auth.approved");
            people.awaitAllOut();
            assertThat(people.texts(People.PATIENT)).hasSize(1);
            assertThat(people.texts(People.CAREGIVER)).hasSize(2);
            assertThat(Sql.count(gateway, "notification where channel = 'sms' and reason = 'opted-out'"))
                    .isEqualTo(1);

            assertThat(people.write(People.PATIENT, "start"))
                    .hasValueSatisfying(reply -> assertThat(reply).startsWith("Care Team: le enviaremos de nuevo"));
            people.report("evt-3", "fulfillment.scheduled");
            people.awaitAllOut();
            assertThat(people.texts(People.PATIENT)).hasSize(2);
        }
    }

    @Test
    void ok_counts_for_the_patients_message_and_leaves_the_pharmacys_task_unanswered() {
        try (TestGateway gateway = new TestGateway(folder)) {
            People people = new People(gateway);
            people.hearOfNews();

            assertThat(people.write(People.PATIENT, " Sí. "))
                    .hasValueSatisfying(reply -> assertThat(reply).startsWith("Care Team: gracias"));
            assertThat(Sql.count(gateway, "notification where acknowledged_at is not null"))
                    .isEqualTo(1);
            assertThat(
                            Sql.count(
                                    gateway,
                                    "notification where recipient = 'person/patient' and channel = 'sms' and acknowledged_at is not null"))
                    .isEqualTo(1);
            assertThat(people.task().getString("status")).isEqualTo("received");
            assertThat(people.task().getString("acknowledgedAt")).isNull();
        }
    }

    @Test
    void whatever_else_is_written_is_passed_to_the_managers_and_answered_once_a_day() {
        try (TestGateway gateway = new TestGateway(folder)) {
            People people = new People(gateway);
            people.hearOfNews();

            assertThat(people.write(People.CAREGIVER, "When does it come?"))
                    .hasValueSatisfying(reply -> assertThat(reply).contains("Care Team", "911", "(800) 555-0100"));
            assertThat(people.write(People.CAREGIVER, "Hello?")).isEmpty();
            gateway.clocks.advanceBusiness(Duration.ofDays(1));
            assertThat(people.write(People.CAREGIVER, "Hello??")).isPresent();

            assertThat(Sql.count(gateway, "alert where kind = 'reply' and severity = 'urgent' and ack_required"))
                    .isEqualTo(3);
            assertThat(Sql.count(gateway, "alert where words is not null and kind = 'reply'"))
                    .isEqualTo(3);
            assertThat(people.write(People.CAREGIVER, "HELP"))
                    .hasValueSatisfying(reply -> assertThat(reply).startsWith("Care Team: "));
        }
    }

    @Test
    void a_number_never_written_to_is_not_answered_and_nobody_hears_of_it() {
        try (TestGateway gateway = new TestGateway(folder)) {
            People people = new People(gateway);
            people.hearOfNews();
            for (String text : new String[] {"Hello", "OK", "HELP", "STOP"}) {
                assertThat(people.write("+12025550199", text)).isEqualTo(Optional.empty());
            }
            assertThat(Sql.count(gateway, "alert where kind = 'reply'")).isZero();
            assertThat(Sql.count(gateway, "notification where acknowledged_at is not null"))
                    .isZero();
        }
    }

    @Test
    void the_same_callback_again_is_answered_the_same_and_does_nothing() {
        try (TestGateway gateway = new TestGateway(folder)) {
            People people = new People(gateway);
            people.hearOfNews();

            Answer first = people.textsIn("SM-7", People.PATIENT, "STOP");
            assertThat(People.reply(first)).isPresent();
            gateway.restart();
            assertThat(people.textsIn("SM-7", People.PATIENT, "STOP").body()).isEqualTo(first.body());
            people.textsIn("SM-8", People.CAREGIVER, "Where is it?");
            people.textsIn("SM-8", People.CAREGIVER, "Where is it?");
            assertThat(Sql.count(gateway, "alert where kind = 'reply'")).isEqualTo(1);
        }
    }
}
