'use strict';
Date.prototype.toISOString = () => {
  throw new Error('the clock is broken');
};
