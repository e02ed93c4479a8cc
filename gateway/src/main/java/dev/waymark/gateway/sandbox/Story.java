package dev.waymark.gateway.sandbox;

import dev.waymark.gateway.model.PartnerId;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What will be reported of a number of cases, in order. The same seed, start and cases are the same story. Most happens
 * in office hours; some at night, so that texts are held.
 */
final class Story {

    private static final ZoneId OFFICE = ZoneId.of("America/New_York");
    private static final int OPENS = 8;
    private static final int CLOSES = 18;
    private static final double AT_NIGHT = 0.08;

    private Story() {}

    /** A case is enrolled, or one milestone of it reported. */
    sealed interface Scene {
        Instant at();

        Town.Household household();

        record Enrolled(Instant at, Town.Household household) implements Scene {}

        /**
         * A milestone is reported.
         *
         * @param number which of the case's milestones; with the case, the event's id
         */
        record Reported(Instant at, Town.Household household, int number, PartnerId sender, String code)
                implements Scene {}
    }

    /** Cases from {@code first} on, their beginnings spread over {@code spread} after {@code start}. */
    static List<Scene> of(long seed, Instant start, Duration spread, int first, int cases) {
        List<Scene> scenes = new ArrayList<>();
        for (int i = 0; i < cases; i++) {
            SplittableRandom random = new SplittableRandom(seed * 31 + first + i);
            Instant begins = start.plus(spread.multipliedBy(i).dividedBy(Math.max(1, cases)))
                    .plusSeconds(random.nextInt(7200));
            Course course = Course.ALL.get(Math.floorMod(first + i, Course.ALL.size()));
            scenes.addAll(scenes(Town.household(first + i), course, begins, random));
        }
        scenes.sort(Comparator.comparing(Scene::at));
        return List.copyOf(scenes);
    }

    private static List<Scene> scenes(
            Town.Household household, Course course, Instant begins, SplittableRandom random) {
        List<Scene> scenes = new ArrayList<>();
        Instant at = atWork(begins, random);
        scenes.add(new Scene.Enrolled(at, household));
        int number = 0;
        for (Course.Step step : course.steps()) {
            int minutes = 60 * step.least() + random.nextInt(60 * (step.most() - step.least()) + 1);
            at = atWork(at.plus(Duration.ofMinutes(Math.max(2, minutes))), random);
            number++;
            scenes.add(new Scene.Reported(at, household, number, sender(step, household), step.code()));
        }
        return scenes;
    }

    private static PartnerId sender(Course.Step step, Town.Household household) {
        return step.sender() == Course.Sender.HUB ? Town.HUB : household.pharmacy();
    }

    private static Instant atWork(Instant at, SplittableRandom random) {
        boolean night = random.nextDouble() < AT_NIGHT;
        int minute = random.nextInt(90);
        ZonedDateTime local = at.atZone(OFFICE);
        if (night) {
            return at;
        }
        if (local.getHour() >= CLOSES) {
            local = local.toLocalDate()
                    .plusDays(1)
                    .atTime(OPENS, 0)
                    .atZone(OFFICE)
                    .plusMinutes(minute);
        } else if (local.getHour() < OPENS) {
            local = local.toLocalDate().atTime(OPENS, 0).atZone(OFFICE).plusMinutes(minute);
        }
        while (local.getDayOfWeek() == DayOfWeek.SATURDAY || local.getDayOfWeek() == DayOfWeek.SUNDAY) {
            local = local.plusDays(1);
        }
        return local.toInstant();
    }
}
