package org.ordertracking.messaging.faults;

/** Where chance comes from. */
@FunctionalInterface
public interface FaultDice {

    /** A number from 0 to 99, each as likely as the others. */
    int roll();
}
