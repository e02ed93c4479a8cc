package dev.waymark.gateway.responsiveness;

import dev.waymark.gateway.journey.Calendar;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.partners.Partner;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Whose working time the measure counts: each owner's by its calendar as it stands now, Monday to Friday for who has none.
 * Of elapsed time there is nothing to know. Thread-safe.
 */
final class OwnersHours {

    private final Map<PartnerId, Calendar> calendars;
    private final Map<Calendar, WorkingTime> worked;

    private OwnersHours(Map<PartnerId, Calendar> calendars, Map<Calendar, WorkingTime> worked) {
        this.calendars = calendars;
        this.worked = worked;
    }

    static OwnersHours elapsed() {
        return new OwnersHours(Map.of(), Map.of());
    }

    /** Takes some time for years: not for the event loop. */
    static OwnersHours working(List<Partner> partners, Instant from, Instant until) {
        Map<PartnerId, Calendar> calendars = new LinkedHashMap<>();
        Map<Calendar, WorkingTime> worked = new LinkedHashMap<>();
        worked.put(Calendar.DEFAULT, WorkingTime.of(Calendar.DEFAULT, from, until));
        for (Partner partner : partners) {
            Calendar calendar = partner.calendar().orElse(Calendar.DEFAULT);
            calendars.put(partner.id(), calendar);
            worked.computeIfAbsent(calendar, each -> WorkingTime.of(each, from, until));
        }
        return new OwnersHours(calendars, worked);
    }

    private boolean isElapsed() {
        return worked.isEmpty();
    }

    /**
     * When windows of {@code within} are over that open from the first to the last of these moments. Each calendar is walked
     * once, whatever the number of windows; for years of them that takes some time: not for the event loop.
     */
    BiFunction<PartnerId, Instant, Instant> windowEnds(Instant first, Instant last, Duration within) {
        if (isElapsed()) {
            return (owner, opens) -> opens.plus(within);
        }
        Map<Calendar, WorkingTime> walked = new HashMap<>();
        return (owner, opens) -> walked.computeIfAbsent(
                        calendars.getOrDefault(owner, Calendar.DEFAULT),
                        calendar -> WorkingTime.of(calendar, first, calendar.plusWorkingTime(last, within)))
                .plus(opens, within);
    }

    /** Adds five parameters: owners, which calendar each has, and starts, shifts and caps of each calendar. */
    Tuple addTo(Tuple tuple) {
        List<Calendar> numbered = new ArrayList<>(worked.keySet());
        List<String> owners = new ArrayList<>();
        List<Integer> calendarOf = new ArrayList<>();
        if (!isElapsed()) {
            owners.add("");
            calendarOf.add(1);
        }
        calendars.forEach((owner, calendar) -> {
            owners.add(owner.value());
            calendarOf.add(numbered.indexOf(calendar) + 1);
        });
        List<WorkingTime> times = new ArrayList<>(worked.values());
        return tuple.addArrayOfString(owners.toArray(new String[0]))
                .addArrayOfInteger(calendarOf.toArray(new Integer[0]))
                .addArrayOfString(times.stream().map(WorkingTime::starts).toArray(String[]::new))
                .addArrayOfString(times.stream().map(WorkingTime::shifts).toArray(String[]::new))
                .addArrayOfString(times.stream().map(WorkingTime::caps).toArray(String[]::new));
    }
}
