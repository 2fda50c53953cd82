/**
 * Reading records off partition logs for people: bounded, on threads of the caller's, without a word to any client. Used by what
 * shows records (the console) and what computes with them (SQL).
 */
package org.ordertracking.broker.records;
