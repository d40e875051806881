"""The guided tour through the sample issue."""
