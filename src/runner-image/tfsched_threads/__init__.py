"""TensorFlow's thread pools as tfsched wants them: exact as asked, or elastic.

A program that tfsched runs needs one line, before TensorFlow runs its first operation:
`import tfsched_threads.auto`.
"""


def configure(intra, inter, elastic):
    """Set the pools up; to be called before TensorFlow runs its first operation.

    Exact pools have the sizes asked for, as any program would set them. An elastic pool has the size of the
    most cores the job may ever get, and its idle threads sleep instead of spinning: then the cpuset alone
    decides how many of them run, and the ones without a core cost (nearly) nothing (design 11).
    """
    import tensorflow as tf

    if not elastic:
        tf.config.threading.set_intra_op_parallelism_threads(intra)
        tf.config.threading.set_inter_op_parallelism_threads(inter)
        return
    # tf.config has no switch for spinning: a ConfigProto reaches eager TensorFlow only in its context.
    from tensorflow.core.protobuf import config_pb2
    from tensorflow.python.eager import context

    config = config_pb2.ConfigProto(intra_op_parallelism_threads=intra, inter_op_parallelism_threads=inter)
    config.experimental.disable_thread_spinning = True
    context._set_context(context.Context(config))
