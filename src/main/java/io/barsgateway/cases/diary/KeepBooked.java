package io.barsgateway.cases.diary;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A diary as it can be offered beside what is booked. A booked slot that the diary has under another id, of the same schedule or
 * the same person and at the very same time, keeps its own; so that time is not offered twice. What has the id of a booked slot
 * and another time is left out while that is booked.
 */
final class KeepBooked {

    private final DiaryFile file;
    private final Map<String, BookedSlot> booked;
    private final Map<String, DiarySchedule> schedules;
    private final Set<String> unchanged;
    private final Map<String, String> bookedIds = new HashMap<>();

    private KeepBooked(DiaryFile file, List<BookedSlot> booked) {
        this.file = file;
        this.booked = booked.stream().collect(Collectors.toMap(BookedSlot::id, Function.identity()));
        this.schedules = file.schedules().stream()
                .collect(Collectors.toMap(DiarySchedule::id, Function.identity(), (one, other) -> other));
        this.unchanged = file.slots().stream()
                .filter(this::isBookedAsItIs)
                .map(DiarySlot::id)
                .collect(Collectors.toUnmodifiableSet());
        booked.stream().filter(one -> !unchanged.contains(one.id())).forEach(one -> otherwiseCalled(one)
                .ifPresent(slot -> bookedIds.put(slot.id(), one.id())));
    }

    static DiaryFile in(DiaryFile file, List<BookedSlot> booked) {
        return new DiaryFile(file.schedules(), new KeepBooked(file, booked).slots());
    }

    private List<DiarySlot> slots() {
        return file.slots().stream()
                .filter(slot ->
                        bookedIds.containsKey(slot.id()) || !booked.containsKey(slot.id()) || isBookedAsItIs(slot))
                .map(slot -> bookedIds.containsKey(slot.id()) ? slot.called(bookedIds.get(slot.id())) : slot)
                .toList();
    }

    private boolean isBookedAsItIs(DiarySlot slot) {
        BookedSlot one = booked.get(slot.id());
        return one != null && one.isAtTheTimeOf(slot);
    }

    private Optional<DiarySlot> otherwiseCalled(BookedSlot one) {
        return first(one, slot -> slot.scheduleId().equals(one.schedule().id()))
                .or(() -> first(one, slot -> isOfTheSamePerson(one, slot)));
    }

    private Optional<DiarySlot> first(BookedSlot one, Predicate<DiarySlot> isTheSame) {
        return file.slots().stream()
                .filter(slot -> one.isAtTheTimeOf(slot)
                        && !unchanged.contains(slot.id())
                        && !bookedIds.containsKey(slot.id())
                        && isTheSame.test(slot))
                .findFirst();
    }

    private boolean isOfTheSamePerson(BookedSlot one, DiarySlot slot) {
        DiarySchedule schedule = schedules.get(slot.scheduleId());
        return schedule != null
                && !Collections.disjoint(schedule.people(), one.schedule().people());
    }
}
