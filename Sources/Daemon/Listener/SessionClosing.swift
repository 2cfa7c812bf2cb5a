/// How far a connection's end has come.
enum SessionClosing {
    case no
    /// The last reply is on its way.
    case writing
    /// Nothing more is said; what still comes is dropped, so that the last reply is not lost to a reset.
    case lingering
    case closed
}
