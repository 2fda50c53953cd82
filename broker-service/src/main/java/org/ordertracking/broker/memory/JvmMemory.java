package org.ordertracking.broker.memory;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jboss.logging.Logger;

/** This JVM, where it is HotSpot. */
final class JvmMemory implements ProcessMemory {

    private static final Logger LOG = Logger.getLogger(JvmMemory.class);

    private static final String LEAST_FREE = "MinHeapFreeRatio";
    private static final String MOST_FREE = "MaxHeapFreeRatio";

    private final MemoryMXBean heap = ManagementFactory.getMemoryMXBean();
    private final OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final HotSpotDiagnosticMXBean flags = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);

    /** A native executable has a collector of its own, which gives back what it does not need. */
    static boolean isHotSpot() {
        return System.getProperty("org.graalvm.nativeimage.imagecode") == null
                && ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class) != null;
    }

    @Override
    public long processorNanos() {
        return process.getProcessCpuTime();
    }

    @Override
    public long usedHeap() {
        return heap.getHeapMemoryUsage().getUsed();
    }

    @Override
    public long committedHeap() {
        return heap.getHeapMemoryUsage().getCommitted();
    }

    /** The ratios hold for this one collection: under load the heap grows as it was told to at the start. */
    @Override
    public void giveBack() {
        String leastBefore = flags.getVMOption(LEAST_FREE).getValue();
        String mostBefore = flags.getVMOption(MOST_FREE).getValue();
        try {
            // In this order, since the one must never be above the other.
            flags.setVMOption(LEAST_FREE, "5");
            flags.setVMOption(MOST_FREE, "15");
            System.gc();
        } finally {
            flags.setVMOption(MOST_FREE, mostBefore);
            flags.setVMOption(LEAST_FREE, leastBefore);
        }
        trimNativeHeap();
    }

    /** What the C library keeps of memory that was freed: the compilers' and the jar reader's, mostly. Linux, JDK 17.0.9 and newer. */
    private static void trimNativeHeap() {
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "systemTrimNativeHeap",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
        } catch (JMException notThere) {
            LOG.debug("This JVM cannot trim the native heap", notThere);
        }
    }
}
