package org.ordertracking.endtoend.history.workload;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.ordertracking.endtoend.history.Operation.TransactionEnd;
import org.ordertracking.endtoend.history.Outcome;

/** The transactions of one incarnation of a transactional producer, and how each ended. */
final class Transactions {

    /** Each as long as the producer blocks. */
    private static final int ATTEMPTS = 9;

    private final Stage stage;
    private final Producer<String, String> producer;

    Transactions(Stage stage, Producer<String, String> producer) {
        this.stage = stage;
        this.producer = producer;
    }

    /** Takes the transactional id over; what its earlier holder left open is aborted by this. */
    void init() {
        persistently(producer::initTransactions);
    }

    /**
     * Runs one transaction.
     *
     * @param commit whether to commit it, if nothing goes wrong before
     * @return whether the producer can be used for another one
     */
    boolean transact(String transaction, boolean commit, Runnable body) {
        producer.beginTransaction();
        try {
            body.run();
        } catch (KafkaException refused) {
            return abort(transaction);
        }
        return commit ? commit(transaction) : abort(transaction);
    }

    /** Leaves a transaction open, as a client does that stops in the middle. What is refused in it, it never learns. */
    void leaveOpen(Runnable body) {
        producer.beginTransaction();
        try {
            body.run();
        } catch (KafkaException refused) {
            return;
        }
        producer.flush();
    }

    /**
     * Asks to commit what was left open, although another producer has the transactional id by now, and so aborted it. A
     * broker that agrees has lost what it agreed to.
     */
    void commitFenced(String transaction) {
        long begun = stage.recorder().begin();
        Outcome outcome;
        try {
            persistently(producer::commitTransaction);
            outcome = Outcome.OK;
        } catch (KafkaException fenced) {
            outcome = Outcome.FAILED;
        }
        ended(begun, transaction, outcome);
    }

    private boolean commit(String transaction) {
        long begun = stage.recorder().begin();
        try {
            persistently(producer::commitTransaction);
            ended(begun, transaction, Outcome.OK);
            stage.progress().acknowledge();
            return true;
        } catch (KafkaException refused) {
            boolean aborted = aborts();
            ended(begun, transaction, aborted ? Outcome.FAILED : Outcome.INDEFINITE);
            return aborted;
        }
    }

    /** Without a commit asked for, it is aborted whatever becomes of the request: nothing else can become of it. */
    private boolean abort(String transaction) {
        long begun = stage.recorder().begin();
        boolean usable = aborts();
        ended(begun, transaction, Outcome.FAILED);
        return usable;
    }

    private boolean aborts() {
        try {
            persistently(producer::abortTransaction);
            return true;
        } catch (KafkaException unusable) {
            return false;
        }
    }

    private void ended(long begun, String transaction, Outcome outcome) {
        stage.recorder().add(new TransactionEnd(stage.recorder().since(begun), transaction, outcome));
    }

    /** A producer that has lost its patience with one of these has to ask for the same again. */
    private static void persistently(Runnable request) {
        for (int attempt = 1; ; attempt++) {
            try {
                request.run();
                return;
            } catch (TimeoutException noAnswer) {
                if (attempt == ATTEMPTS) {
                    throw noAnswer;
                }
            }
        }
    }
}
