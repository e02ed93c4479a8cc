package dev.waymark.gateway.rendering;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts what is known into the words of a language. Pure. */
final class Wording {

    static final String EXPECTED_BY = "{{expectedBy}}";

    private static final int UNITED_STATES = 1;

    /** Of what is there or is not, and says nothing. */
    private static final String SOMETHING = "0";

    private static final Set<Variable> OF_LINES = Set.of(Variable.NOTE, Variable.ANSWER, Variable.UNSENT);

    private final Words words;
    private final RenderingContext context;
    private final Map<Variable, String> values = new EnumMap<>(Variable.class);

    private Wording(Words words, RenderingContext context) {
        this.words = words;
        this.context = context;
    }

    /** A value for each variable that has one; those of more than one line only where {@code lines} says so. */
    static Map<Variable, String> of(RenderingContext context, Audience audience, Words words, boolean lines) {
        Wording wording = new Wording(words, context);
        wording.sender();
        wording.milestone(audience);
        wording.task();
        wording.conversation();
        wording.values.replaceAll((variable, value) -> Clean.value(value, lines && OF_LINES.contains(variable)));
        return wording.values;
    }

    private void sender() {
        values.put(Variable.PUBLIC_NAME, context.publicName());
        context.phone().ifPresent(phone -> {
            values.put(Variable.PHONE, readable(phone));
            values.put(Variable.PHONE_LINK, phone);
        });
        context.link().ifPresent(link -> values.put(Variable.LINK, link.toString()));
        context.unsubscribeLink().ifPresent(link -> values.put(Variable.UNSUBSCRIBE_LINK, link.toString()));
        put(Variable.CODE, context.code());
        put(Variable.PERSON_NAME, context.personName());
    }

    private void milestone(Audience audience) {
        Optional<String> day = context.expectedBy().map(at -> format(words.date(), at));
        put(Variable.EXPECTED_BY, day);
        if (audience != Audience.PATIENT) {
            put(Variable.TITLE, context.milestone().map(code -> MilestoneWords.title(words, code)));
            return;
        }
        context.milestone().ifPresent(code -> {
            Words.Told told = words.told().getOrDefault(code.value(), words.otherwise());
            values.put(Variable.TITLE, told.title());
            values.put(Variable.HAPPENED, told.happened());
            values.put(Variable.NEXT, told.next());
            put(Variable.BY, day.flatMap(date -> told.by().map(sentence -> sentence.replace(EXPECTED_BY, date))));
        });
    }

    private void task() {
        put(Variable.ACTION, context.action().map(action -> MilestoneWords.action(words, action)));
        put(Variable.DUE_AT, context.dueAt().map(at -> format(words.dateTime(), at)));
        put(Variable.CASE_CODE, context.caseCode());
        put(Variable.PARTNER_NAME, context.partnerName());
        put(Variable.NOTE, context.note());
        put(Variable.REASON, context.reason().map(reason -> reason.replace('-', ' ')));
    }

    private void conversation() {
        Conversation held = context.conversation();
        put(Variable.POSTED_AT, held.postedAt().map(at -> format(words.dateTime(), at)));
        put(Variable.ANSWER_TO, held.answerTo());
        put(Variable.ANSWER, held.answer());
        put(Variable.UNSENT, held.unsent());
        put(Variable.TOO_LONG, held.tooLong().map(words::number));
        held.faults().forEach(fault -> values.put(variable(fault), SOMETHING));
    }

    private static Variable variable(Conversation.Fault fault) {
        return switch (fault) {
            case MISSING -> Variable.MISSING;
            case UNREADABLE -> Variable.UNREADABLE;
            case NO_ROOM -> Variable.NO_ROOM;
        };
    }

    private void put(Variable variable, Optional<String> value) {
        value.ifPresent(text -> values.put(variable, text));
    }

    private String format(DateTimeFormatter pattern, Instant at) {
        return pattern.format(at.atZone(context.zone()));
    }

    private static String readable(String phone) {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            PhoneNumber number = numbers.parse(phone, null);
            return numbers.format(
                    number,
                    number.getCountryCode() == UNITED_STATES
                            ? PhoneNumberFormat.NATIONAL
                            : PhoneNumberFormat.INTERNATIONAL);
        } catch (NumberParseException asItIs) {
            return phone;
        }
    }
}
