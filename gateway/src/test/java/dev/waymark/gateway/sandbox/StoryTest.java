package dev.waymark.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.PackedConf;
import dev.waymark.gateway.sandbox.Story.Scene;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StoryTest {

    private static final Instant START = Instant.parse("2026-10-05T13:00:00Z");
    private static final Duration SPREAD = Duration.ofDays(38);

    @Test
    void the_same_seed_tells_the_same_story() {
        assertThat(story(7)).isEqualTo(story(7));
    }

    @Test
    void another_seed_tells_another() {
        assertThat(story(7)).isNotEqualTo(story(8));
    }

    @Test
    void scenes_come_in_order() {
        assertThat(story(7).stream().map(Scene::at)).isSorted();
    }

    @Test
    void a_case_is_enrolled_once_and_before_anything_is_reported_of_it() {
        Set<Object> enrolled = new HashSet<>();
        for (Scene scene : story(7)) {
            if (scene instanceof Scene.Enrolled) {
                assertThat(enrolled.add(scene.household().ref())).isTrue();
            } else {
                assertThat(enrolled).contains(scene.household().ref());
            }
        }
        assertThat(enrolled).hasSize(30);
    }

    @Test
    void no_event_id_is_used_twice() {
        List<String> ids = reported()
                .map(scene -> scene.household().ref() + "-" + scene.number())
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void whatever_is_reported_is_a_milestone_of_the_shipped_journey() {
        String journey = PackedConf.text("journey.yaml");
        assertThat(reported().map(Scene.Reported::code).distinct())
                .allSatisfy(code -> assertThat(journey).contains("\n  " + code + ":"));
    }

    @Test
    void most_happens_by_day_and_some_at_night_so_that_texts_are_held() {
        long night = reported()
                .map(scene -> scene.at().atZone(ZoneId.of("America/New_York")).getHour())
                .filter(hour -> hour < 8 || hour >= 21)
                .count();
        assertThat(night).isBetween(1L, reported().count() / 5);
    }

    @Test
    void everybody_is_invented() {
        String town = Stream.iterate(1001, number -> number + 1)
                .limit(60)
                .map(number -> Town.household(number).enrolment().encode())
                .collect(Collectors.joining());
        assertThat(town.split("\"number\":\"", -1)).hasSizeGreaterThan(60);
        assertThat(town.replaceAll("\"number\":\"\\+1\\d{3}55501\\d{2}\"", "")).doesNotContain("\"number\"");
        assertThat(town.replaceAll("@example\\.org\"", "")).doesNotContain("@");
        assertThat(town).contains("\"language\":\"es\"", "\"language\":\"en\"");
    }

    private static Stream<Scene.Reported> reported() {
        return story(7).stream().filter(Scene.Reported.class::isInstance).map(Scene.Reported.class::cast);
    }

    private static List<Scene> story(long seed) {
        return Story.of(seed, START, SPREAD, 1001, 30);
    }
}
