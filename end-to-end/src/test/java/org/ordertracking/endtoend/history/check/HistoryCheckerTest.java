package org.ordertracking.endtoend.history.check;

import static org.apache.kafka.common.IsolationLevel.READ_COMMITTED;
import static org.apache.kafka.common.IsolationLevel.READ_UNCOMMITTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ordertracking.endtoend.history.check.HistoryBuilder.SOURCE;
import static org.ordertracking.endtoend.history.check.HistoryBuilder.TARGET;

import org.junit.jupiter.api.Test;
import org.ordertracking.endtoend.history.Outcome;
import org.ordertracking.endtoend.history.check.Anomaly.Kind;

/** Every anomaly, planted into a history, is found by each reader that saw it, and a sound history passes. */
class HistoryCheckerTest {

    private final HistoryBuilder history = new HistoryBuilder();

    @Test
    void aSoundHistoryHasNoAnomaly() {
        history.acknowledged("a#0", 0)
                .acknowledgedIn("tx0", "b#0", 1)
                .acknowledgedIn("tx0", "b#1", 2)
                .ended("tx0", Outcome.OK)
                .acknowledgedIn("tx1", "b#2", 4)
                .ended("tx1", Outcome.FAILED)
                .unanswered("c#0")
                .read(READ_UNCOMMITTED, 0, 5, 0, "a#0", 1, "b#0", 2, "b#1", 4, "b#2")
                .read(READ_COMMITTED, 2, 4, 2, "b#1")
                .offsetCommitted(3, Outcome.OK)
                .offsetCommitted(4, Outcome.INDEFINITE)
                .offsetFound(4)
                .finallyThere(READ_UNCOMMITTED, SOURCE, 6, 0, "a#0", 1, "b#0", 2, "b#1", 4, "b#2")
                .finallyThere(READ_COMMITTED, SOURCE, 6, 0, "a#0", 1, "b#0", 2, "b#1");

        assertThat(HistoryChecker.check(history.build())).isEmpty();
    }

    @Test
    void anAcknowledgedWriteThatIsNotThereIsLost() {
        history.acknowledged("a#0", 0).acknowledged("a#1", 1).finallyThere(SOURCE, 1, 0, "a#0");

        assertFound(Kind.LOST_WRITE);
    }

    @Test
    void aCommittedWriteThatOnlyTheUncommittedSeeIsLost() {
        history.acknowledgedIn("tx", "a#0", 0)
                .ended("tx", Outcome.OK)
                .finallyThere(READ_UNCOMMITTED, SOURCE, 2, 0, "a#0")
                .finallyThere(READ_COMMITTED, SOURCE, 2);

        assertFound(Kind.LOST_WRITE);
    }

    @Test
    void anUnansweredWriteMayBeThereOrNot() {
        history.unanswered("a#0").unanswered("a#1").finallyThere(SOURCE, 1, 0, "a#1");

        assertThat(HistoryChecker.check(history.build())).isEmpty();
    }

    @Test
    void aRecordThatWasReadAndIsNotThereHasVanished() {
        history.unanswered("a#0").read(READ_UNCOMMITTED, 0, 1, 0, "a#0").finallyThere(SOURCE, 0);

        assertFound(Kind.VANISHED);
    }

    @Test
    void aRecordThatNobodySentIsAPhantom() {
        history.finallyThere(SOURCE, 1, 0, "a#0");

        assertFound(Kind.PHANTOM, Kind.PHANTOM);
    }

    @Test
    void aRefusedRecordIsNotToBeRead() {
        history.refused("a#0").finallyThere(SOURCE, 1, 0, "a#0");

        assertFound(Kind.ABORTED_READ, Kind.ABORTED_READ);
    }

    @Test
    void anAbortedRecordIsNotToBeReadAsCommitted() {
        history.acknowledgedIn("tx", "a#0", 0).ended("tx", Outcome.FAILED).finallyThere(SOURCE, 2, 0, "a#0");

        assertFound(Kind.ABORTED_READ);
    }

    @Test
    void aTransactionThatNobodyEndedIsNotToBeReadAsCommitted() {
        history.acknowledgedIn("tx", "a#0", 0).finallyThere(SOURCE, 2, 0, "a#0");

        assertFound(Kind.ABORTED_READ);
    }

    @Test
    void aRecordIsNotToBeReadAsCommittedBeforeItsCommitIsAskedFor() {
        history.acknowledgedIn("tx", "a#0", 0)
                .read(READ_COMMITTED, 0, 1, 0, "a#0")
                .ended("tx", Outcome.OK)
                .finallyThere(SOURCE, 2, 0, "a#0");

        assertFound(Kind.DIRTY_READ);
    }

    @Test
    void aRecordAtTwoOffsetsIsADuplicate() {
        history.acknowledged("a#0", 0).finallyThere(SOURCE, 2, 0, "a#0", 1, "a#0");

        assertFound(Kind.DUPLICATE);
    }

    @Test
    void anOffsetThatReadsDifferentlyLaterDiverges() {
        history.unanswered("a#0")
                .unanswered("b#0")
                .read(READ_UNCOMMITTED, 0, 1, 0, "a#0")
                .finallyThere(SOURCE, 1, 0, "b#0");

        assertFound(Kind.DIVERGENCE);
    }

    @Test
    void anOffsetOtherThanTheAcknowledgedOneDiverges() {
        history.acknowledged("a#0", 0).acknowledged("b#0", 1).finallyThere(SOURCE, 2, 0, "b#0", 1, "a#0");

        assertFound(Kind.DIVERGENCE, Kind.DIVERGENCE);
    }

    @Test
    void aRecordThatAReaderWasNotGivenIsSkipped() {
        history.acknowledged("a#0", 0)
                .acknowledged("a#1", 1)
                .acknowledged("a#2", 2)
                .read(READ_UNCOMMITTED, 0, 3, 0, "a#0", 2, "a#2")
                .finallyThere(SOURCE, 3, 0, "a#0", 1, "a#1", 2, "a#2");

        assertFound(Kind.SKIPPED);
    }

    @Test
    void aTransactionOfUnknownEndIsThereAsAWholeOrNotAtAll() {
        history.acknowledgedIn("tx", "a#0", 0)
                .acknowledgedIn("tx", "a#1", 1)
                .ended("tx", Outcome.INDEFINITE)
                .finallyThere(READ_UNCOMMITTED, SOURCE, 3, 0, "a#0", 1, "a#1")
                .finallyThere(READ_COMMITTED, SOURCE, 3, 1, "a#1");

        assertFound(Kind.TORN_TRANSACTION);
    }

    @Test
    void aTransactionThatHoldsReadersBackForEverHangs() {
        history.acknowledgedIn("tx", "a#0", 0)
                .finallyThere(READ_UNCOMMITTED, SOURCE, 1, 0, "a#0")
                .finallyThere(READ_COMMITTED, SOURCE, 0);

        assertFound(Kind.HANGING_TRANSACTION);
    }

    @Test
    void recordsOfOneProducerOutOfOrderAreFound() {
        history.acknowledged("a#1", 0).acknowledged("a#0", 1).finallyThere(SOURCE, 2, 0, "a#1", 1, "a#0");

        assertFound(Kind.DISORDER);
    }

    @Test
    void aCommittedOffsetThatGoesBackIsFound() {
        history.offsetCommitted(3, Outcome.OK).offsetCommitted(7, Outcome.OK).offsetFound(3);

        assertFound(Kind.OFFSET_WENT_BACK);
    }

    @Test
    void anOffsetThatWasNeverCommittedIsFound() {
        history.offsetCommitted(3, Outcome.OK).offsetFound(5);

        assertFound(Kind.OFFSET_FROM_NOWHERE);
    }

    @Test
    void theOffsetOfAnAbortedTransactionIsNotToBeFound() {
        history.offsetCommittedIn("tx", 3).ended("tx", Outcome.FAILED).offsetFound(3);

        assertFound(Kind.OFFSET_FROM_NOWHERE);
    }

    @Test
    void theOffsetOfACommittedTransactionIsToBeFound() {
        history.offsetCommittedIn("tx", 0)
                .ended("tx", Outcome.OK)
                .offsetCommittedIn("tx2", 5)
                .ended("tx2", Outcome.OK)
                .offsetFound(0);

        assertFound(Kind.OFFSET_WENT_BACK);
    }

    @Test
    void aRecordBelowTheCommittedOffsetIsCopied() {
        twoRecords()
                .offsetCommittedIn("tx", 2)
                .copiedIn("tx", 0, "copy#0", 0)
                .ended("tx", Outcome.OK)
                .offsetFound(2);
        history.finallyThere(TARGET, 2, 0, "copy#0");

        assertFound(Kind.COPIES_WITHOUT_OFFSET);
    }

    @Test
    void aRecordIsCopiedOnce() {
        twoRecords()
                .offsetCommittedIn("tx", 2)
                .copiedIn("tx", 0, "copy#0", 0)
                .copiedIn("tx", 1, "copy#1", 1)
                .copiedIn("tx", 1, "copy#2", 2)
                .ended("tx", Outcome.OK)
                .offsetFound(2);
        history.finallyThere(TARGET, 4, 0, "copy#0", 1, "copy#1", 2, "copy#2");

        assertFound(Kind.COPIES_WITHOUT_OFFSET);
    }

    @Test
    void aRecordBeyondTheCommittedOffsetIsNotCopied() {
        twoRecords()
                .offsetCommittedIn("tx", 1)
                .copiedIn("tx", 0, "copy#0", 0)
                .copiedIn("tx", 1, "copy#1", 1)
                .ended("tx", Outcome.OK)
                .offsetFound(1);
        history.finallyThere(TARGET, 3, 0, "copy#0", 1, "copy#1");

        assertFound(Kind.COPIES_WITHOUT_OFFSET);
    }

    @Test
    void aHistoryThatSaysTheSameTwiceIsRefused() {
        history.acknowledged("a#0", 0).acknowledged("a#0", 1);

        assertThatThrownBy(history::build).hasMessageContaining("a#0 is in the history twice");
    }

    private HistoryBuilder twoRecords() {
        return history.acknowledged("a#0", 0).acknowledged("a#1", 1).finallyThere(SOURCE, 2, 0, "a#0", 1, "a#1");
    }

    private void assertFound(Kind... kinds) {
        assertThat(HistoryChecker.check(history.build()))
                .extracting(Anomaly::kind)
                .containsExactly(kinds);
    }
}
