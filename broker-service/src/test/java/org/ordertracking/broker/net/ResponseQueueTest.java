package org.ordertracking.broker.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.ordertracking.broker.net.ResponseQueue.Slot;

class ResponseQueueTest {
    private final List<String> passedOn = new ArrayList<>();
    private final AtomicBoolean ready = new AtomicBoolean(true);
    private final ResponseQueue<String> queue = new ResponseQueue<>(ready::get, passedOn::add);

    @Test
    void anAnswerWaitsForThoseOfEarlierRequests() {
        Slot<String> first = queue.open();
        Slot<String> second = queue.open();

        queue.complete(second, "second");
        assertThat(passedOn).isEmpty();
        assertThat(queue.size()).isEqualTo(2);

        queue.complete(first, "first");
        assertThat(passedOn).containsExactly("first", "second");
        assertThat(queue.size()).isZero();
    }

    @Test
    void answersWaitWhileTheOutputIsNotReady() {
        ready.set(false);
        queue.complete(queue.open(), "a");
        queue.complete(queue.open(), "b");
        assertThat(passedOn).isEmpty();

        ready.set(true);
        queue.passOn();
        assertThat(passedOn).containsExactly("a", "b");
    }

    @Test
    void theOutputIsAskedBeforeEachAnswer() {
        ResponseQueue<String> oneByOne = new ResponseQueue<>(ready::get, answer -> {
            passedOn.add(answer);
            ready.set(false);
        });
        oneByOne.complete(oneByOne.open(), "a");
        oneByOne.complete(oneByOne.open(), "b");

        assertThat(passedOn).containsExactly("a");
    }

    @Test
    void anAnswerThatIsBeingPassedOnIsNotCutInTwoByTheNext() {
        List<ResponseQueue<String>> self = new ArrayList<>();
        ResponseQueue<String> reentered = new ResponseQueue<>(ready::get, answer -> {
            passedOn.add(answer + " begins");
            if (answer.equals("a")) {
                // Writing made the channel writable, so the next request was read and answered at once.
                self.get(0).complete(self.get(0).open(), "b");
            }
            passedOn.add(answer + " ends");
        });
        self.add(reentered);

        reentered.complete(reentered.open(), "a");

        assertThat(passedOn).containsExactly("a begins", "a ends", "b begins", "b ends");
    }

    @Test
    void drainingHandsOverWhatWasNotPassedOnAndForgetsTheRest() {
        queue.open();
        queue.complete(queue.open(), "answered");
        List<String> unsent = new ArrayList<>();

        queue.drain(unsent::add);

        assertThat(unsent).containsExactly("answered");
        assertThat(queue.size()).isZero();
        assertThat(passedOn).isEmpty();
    }

    @Property(tries = 300)
    void answersComeInTheOrderOfTheRequestsAndAsSoonAsTheyCan(
            @ForAll @IntRange(max = 30) int requests,
            @ForAll Random random,
            @ForAll @Size(40) List<Boolean> readiness) {
        List<Integer> out = new ArrayList<>();
        AtomicBoolean open = new AtomicBoolean(true);
        ResponseQueue<Integer> tested = new ResponseQueue<>(open::get, out::add);
        List<Slot<Integer>> slots =
                IntStream.range(0, requests).mapToObj(i -> tested.open()).toList();
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, requests).boxed().toList());
        Collections.shuffle(order, random);
        boolean[] answered = new boolean[requests];
        int expected = 0;

        for (int step = 0; step < requests; step++) {
            open.set(readiness.get(step));
            answered[order.get(step)] = true;
            tested.complete(slots.get(order.get(step)), order.get(step));
            if (open.get()) {
                expected = leading(answered);
            }
            assertThat(out)
                    .containsExactlyElementsOf(
                            IntStream.range(0, expected).boxed().toList());
        }
        open.set(true);
        tested.passOn();
        assertThat(out).hasSize(requests).isSorted();
    }

    private static int leading(boolean[] answered) {
        int count = 0;
        while (count < answered.length && answered[count]) {
            count++;
        }
        return count;
    }
}
