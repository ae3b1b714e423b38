<?php
// Nothing to list.
