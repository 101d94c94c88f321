"""Questions of the public: asked, answered or referred, read with a code, and erased."""
